package dev.stagecraft.ui.support;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineCandidate;
import dev.stagecraft.engine.EngineException;
import java.util.List;

/// Where engines come from: a port, so that tests can do without any. All methods may wait, and run
/// off the user interface's thread.
public interface EngineSource {
    /// Every place where an engine is or may be, each asked whether it answers.
    List<EngineCandidate> find();

    /// The one to use when nobody chose another: what was asked for at the start of the program,
    /// else what the `docker` command would use.
    ///
    /// @throws EngineException when what was asked for does not exist
    EngineCandidate first() throws EngineException;

    /// Connects to one of them.
    ///
    /// @throws EngineException when it cannot be used after all
    Engine open(EngineCandidate candidate) throws EngineException;
}
