package dev.stagecraft.engine.build;

import dev.stagecraft.engine.EngineException;

/// Builds images.
public interface ImageBuilder {
    /// What builds.
    BuilderKind kind();

    /// Builds an image, and returns when it is built or has failed. Interrupting the calling thread
    /// stops the build at once.
    ///
    /// @throws EngineException when the engine cannot be reached, the context cannot be sent, or
    ///   the build was cancelled; a Dockerfile that does not build is no exception but a
    ///   [BuildResult#failure]
    BuildResult build(BuildRequest request, BuildListener listener) throws EngineException;
}
