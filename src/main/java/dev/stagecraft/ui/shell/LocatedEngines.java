package dev.stagecraft.ui.shell;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineCandidate;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.EngineLocator;
import dev.stagecraft.ui.support.EngineSource;
import java.util.List;
import java.util.Optional;

/// The engines of this machine and of the `docker` command's contexts.
///
/// @param choice what was asked for at the start; absent when nothing was
record LocatedEngines(EngineLocator locator, Optional<String> choice) implements EngineSource {
    @Override
    public List<EngineCandidate> find() {
        return locator.find(choice);
    }

    @Override
    public EngineCandidate first() throws EngineException {
        return locator.choose(choice);
    }

    @Override
    public Engine open(EngineCandidate candidate) throws EngineException {
        return locator.open(candidate);
    }
}
