package dev.stagecraft.engine.build;

/// What builds.
public enum BuilderKind {
    /// BuildKit through `docker buildx build`.
    BUILDX,
    /// BuildKit inside the engine, through an older `docker build`.
    BUILDKIT,
    /// The engine's classic builder.
    CLASSIC
}
