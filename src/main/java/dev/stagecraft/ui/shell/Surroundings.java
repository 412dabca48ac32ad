package dev.stagecraft.ui.shell;

import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.ui.explore.ImageReader;
import dev.stagecraft.ui.explore.SampleEntry;
import dev.stagecraft.ui.support.EngineSource;
import dev.stagecraft.ui.support.FileDialogs;
import dev.stagecraft.ui.support.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// What the window stands in, so that tests can put it elsewhere.
///
/// @param reader makes the reader of images for the engine that is connected
/// @param layerCache keeps the layers that were read
/// @param clipboard where copied texts go
/// @param samples reads which recordings came with the program
record Surroundings(
        Settings settings,
        EngineSource engines,
        Function<Supplier<Optional<Engine>>, ImageReader> reader,
        LayerCache layerCache,
        FileDialogs dialogs,
        Consumer<String> clipboard,
        Callable<List<SampleEntry>> samples,
        Clock clock) {}
