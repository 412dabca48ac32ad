package dev.stagecraft.prove;

import dev.stagecraft.prove.Observation.End;
import dev.stagecraft.prove.Proof.Side;
import dev.stagecraft.prove.Proof.Verdict;
import java.util.Optional;

/// A version that was built and, if that succeeded, run.
///
/// @param version what was built
/// @param side what became of it
/// @param behaviour how it compares with the original; absent when it was not run
record Attempt(Version version, Side side, Optional<Behaviour> behaviour) {
    /// How far one came, worst first.
    enum Reached {
        NOTHING,
        BUILT,
        RUNS,
        SAME
    }

    Reached reached() {
        if (behaviour.isPresent() && behaviour.get().same()) {
            return Reached.SAME;
        }
        boolean runs =
                side.observation()
                        .filter(o -> o.end() == End.ANSWERED || o.end() == End.EXITED)
                        .isPresent();
        return runs ? Reached.RUNS : side.image().isPresent() ? Reached.BUILT : Reached.NOTHING;
    }

    boolean proven() {
        return reached() == Reached.SAME;
    }

    Verdict verdict() {
        return switch (reached()) {
            case SAME -> Verdict.PROVEN;
            case RUNS -> Verdict.DIFFERENT;
            case BUILT, NOTHING -> Verdict.FAILED;
        };
    }
}
