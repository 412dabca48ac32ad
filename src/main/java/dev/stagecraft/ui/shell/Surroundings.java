package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.explore.SampleEntry;
import dev.stagecraft.ui.support.EngineSource;
import dev.stagecraft.ui.support.FileDialogs;
import dev.stagecraft.ui.support.Settings;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/// What the window stands in, so that tests can put it elsewhere.
///
/// @param clipboard where copied texts go
/// @param samples the bundled recordings
record Surroundings(
        Settings settings,
        EngineSource engines,
        FileDialogs dialogs,
        Consumer<String> clipboard,
        List<SampleEntry> samples,
        Clock clock) {
    Surroundings {
        samples = List.copyOf(samples);
    }
}
