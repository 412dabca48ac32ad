package dev.stagecraft.prove;

import dev.stagecraft.engine.build.BuildResult;
import dev.stagecraft.image.Image;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What came of a proof.
///
/// @param at when it ended
/// @param before the original
/// @param after the best of the rewritten ones
/// @param text the Dockerfile of `after`
/// @param probe how both were asked; absent when nothing was run
/// @param behaviour how they compare; absent when nothing was compared
/// @param diagnosis why the last attempt failed; absent when it did not or nothing is known
/// @param repairs what was changed, in order, whether it helped or not
/// @param verdict what all this comes to
public record Proof(
        Instant at,
        Side before,
        Side after,
        String text,
        Optional<Probe> probe,
        Optional<Behaviour> behaviour,
        Optional<Diagnosis> diagnosis,
        List<Repair> repairs,
        Verdict verdict) {
    public Proof {
        repairs = List.copyOf(repairs);
    }

    /// One of the two.
    ///
    /// @param tag the name that the image had while it was proven; it is gone unless kept
    /// @param build how its build went
    /// @param image what was built; absent when nothing was
    /// @param observation what its container did; absent when it was not run
    public record Side(
            String tag,
            BuildResult build,
            Optional<Image> image,
            Optional<Observation> observation) {}

    /// What a proof comes to.
    public enum Verdict {
        /// Both were built and do the same.
        PROVEN,
        /// Both were built and run, and do not do the same.
        DIFFERENT,
        /// The rewritten one does not build or does not run.
        FAILED,
        /// The original does not build or does not run under the probe, so there is nothing to
        /// compare with.
        NOT_COMPARABLE
    }
}
