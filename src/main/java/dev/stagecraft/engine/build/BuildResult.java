package dev.stagecraft.engine.build;

import dev.stagecraft.image.Digest;
import java.util.List;
import java.util.Optional;

/// How a build ended.
///
/// @param builder what built it
/// @param imageId the image; absent when the build failed
/// @param steps all steps, as they ended
/// @param millis how long it took
/// @param failure why it failed; absent when it did not
public record BuildResult(
        BuilderKind builder,
        Optional<Digest> imageId,
        List<BuildStep> steps,
        long millis,
        Optional<BuildFailure> failure) {
    public BuildResult {
        steps = List.copyOf(steps);
    }

    /// Whether there is an image.
    public boolean succeeded() {
        return failure.isEmpty();
    }

    /// The same with more known of its steps.
    public BuildResult withSteps(List<BuildStep> now) {
        return new BuildResult(builder, imageId, now, millis, failure);
    }

    /// Why a build failed.
    ///
    /// @param step the step that failed; absent when it was none of the Dockerfile's
    /// @param message what the builder said
    /// @param log the last lines that were printed before, without the message itself
    public record BuildFailure(Optional<BuildStep> step, String message, List<String> log) {
        public BuildFailure {
            log = log.stream().filter(line -> !line.equals(message)).toList();
        }
    }
}
