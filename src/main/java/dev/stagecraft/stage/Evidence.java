package dev.stagecraft.stage;

/// How well a thing is known, from the strongest to the weakest.
public enum Evidence {
    /// Read from the image itself or from images of the same engine: layers, history, parents.
    OBSERVED,
    /// Told by the builder that did it: provenance, build cache.
    RECORDED,
    /// Concluded: from a Dockerfile that was given, or from a known pattern in the history.
    INFERRED
}
