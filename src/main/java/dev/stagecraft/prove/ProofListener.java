package dev.stagecraft.prove;

import dev.stagecraft.engine.build.BuildStep;
import java.util.List;

/// Hears how a proof goes. Called from several threads, one at a time for each side; must not block
/// for long, [#agrees] aside.
public interface ProofListener {
    /// Hears nothing and agrees to all repairs.
    ProofListener SILENT = new ProofListener() {};

    /// The two images.
    enum Which {
        BEFORE,
        AFTER
    }

    /// What a side is busy with.
    enum Phase {
        BUILDING,
        BUILT,
        BUILD_FAILED,
        /// Its container runs for some seconds, so that it is seen what it can be asked.
        LOOKING,
        RUNNING,
        OBSERVED
    }

    /// A side came to another phase.
    default void phase(Which which, Phase phase) {}

    /// A build step became known or came further.
    default void step(Which which, BuildStep step) {}

    /// A build step printed a line, which is untrusted.
    default void printed(Which which, BuildStep step, String line) {}

    /// A container has printed more.
    ///
    /// @param lines the last ones that it printed, bounded and untrusted
    default void output(Which which, List<String> lines) {}

    /// A container's behaviour is known.
    default void observed(Which which, Observation observation) {}

    /// A failure has a known cause.
    default void diagnosed(Diagnosis diagnosis) {}

    /// Asks whether a repair is to be tried. May wait for a person.
    default boolean agrees(Repair repair) {
        return true;
    }
}
