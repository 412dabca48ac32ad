package dev.stagecraft.cli;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.EngineLocator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which engine a command talks to.
final class EngineOption {
    @Option(names = "--engine", paramLabel = "NAME|ADDRESS", descriptionKey = "engine")
    @Nullable String engine;

    Engine open() throws EngineException {
        return EngineLocator.ofThisProcess().open(Optional.ofNullable(engine));
    }
}
