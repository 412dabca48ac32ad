package dev.stagecraft.engine.build;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One step of a build, as far as it has come.
///
/// @param number its number in this build, in the order in which steps became known
/// @param stage the stage's name, or `stage-1` for an unnamed one; empty for a Dockerfile of a
///   single unnamed stage, and for the builder's own work
/// @param index its place in its stage, from 1; 0 for the builder's own work
/// @param total how many steps its stage has; 0 for the builder's own work
/// @param text the instruction, or what the builder does
/// @param line the Dockerfile's line where it begins, from 1, or that names the base image that the
///   builder asks for; absent for the rest of the builder's own work
/// @param state how far it has come
/// @param millis how long it has taken; absent while unknown
/// @param bytes how much it has written or sent so far, or the size of its layer; absent where the
///   builder does not say
/// @param totalBytes how much that will be; absent where the builder does not say
/// @param imageId the intermediate image, or the beginning of its id, that the classic builder
///   keeps of it; empty for others
/// @param exitCode the exit status of its command; absent unless it failed with one
/// @param log the last lines that it printed
public record BuildStep(
        int number,
        String stage,
        int index,
        int total,
        String text,
        OptionalInt line,
        State state,
        OptionalLong millis,
        OptionalLong bytes,
        OptionalLong totalBytes,
        Optional<String> imageId,
        OptionalInt exitCode,
        List<String> log) {
    public BuildStep {
        log = List.copyOf(log);
    }

    /// How far a step has come.
    public enum State {
        /// Known, but not begun.
        WAITING,
        /// At work.
        RUNNING,
        /// Done by this build.
        DONE,
        /// Taken from another build.
        CACHED,
        /// Failed.
        FAILED,
        /// Given up because the build failed elsewhere or was cancelled.
        CANCELLED;

        /// Whether nothing more comes of it.
        public boolean ended() {
            return this != WAITING && this != RUNNING;
        }
    }

    /// The same step with other sizes.
    ///
    /// @param nowBytes as [#bytes]
    /// @param nowTotal as [#totalBytes]
    public BuildStep withBytes(OptionalLong nowBytes, OptionalLong nowTotal) {
        return new BuildStep(
                number, stage, index, total, text, line, state, millis, nowBytes, nowTotal, imageId,
                exitCode, log);
    }

    /// Whether it stands in the Dockerfile; the others are the builder's own work, such as sending
    /// the context.
    public boolean isInstruction() {
        return index > 0;
    }
}
