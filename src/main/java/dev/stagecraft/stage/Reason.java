package dev.stagecraft.stage;

/// Why something in a [StageTree] is said. Each reason belongs to one kind of evidence; the words
/// for a person are in the bundles of `ui` and `cli` under `evidence.reason.NAME`, with the facts
/// of [Known] as `{0}`, `{1}`, … in the order given here.
public enum Reason {
    /// The image's own layers and history. No facts.
    OWN_LAYERS(Evidence.OBSERVED),
    /// A local image's layers are the first layers of this one. Facts: the base's name, how many
    /// layers the two share.
    LAYERS_OF_LOCAL_IMAGE(Evidence.OBSERVED),
    /// A local image, untagged or tagged, stands on these steps: it was built with `--target`.
    /// Facts: that image's name.
    TARGET_IMAGE(Evidence.OBSERVED),
    /// Images that the classic builder left behind, linked by their parents. Facts: the id of the
    /// chain's last image, the number of steps found.
    CLASSIC_INTERMEDIATE(Evidence.OBSERVED),
    /// A Dockerfile names this base, and a local image has that name now; whether it had when the
    /// image was built is not known. Facts: the base's name.
    LOCAL_IMAGE_NAMED(Evidence.INFERRED),
    /// The builder's provenance attestation. No facts.
    PROVENANCE(Evidence.RECORDED),
    /// The engine's build cache. Facts: the record's id, its description.
    BUILD_CACHE(Evidence.RECORDED),
    /// A label that names the base (`org.opencontainers.image.base.name`). Facts: the label's
    /// value.
    BASE_LABEL(Evidence.RECORDED),
    /// The Dockerfile that was given, its instructions in step with the history. Facts: how many
    /// instructions agree, of how many.
    DOCKERFILE_ALIGNED(Evidence.INFERRED),
    /// The Dockerfile that was given names it; nothing of it was measured. Facts: the line it
    /// begins on.
    DOCKERFILE_ONLY(Evidence.INFERRED),
    /// A known pattern in the history, such as a `CMD` that ends a base image. Facts: the pattern's
    /// step as the history has it.
    HISTORY_PATTERN(Evidence.INFERRED);

    private final Evidence evidence;

    Reason(Evidence evidence) {
        this.evidence = evidence;
    }

    /// The kind of evidence this reason is.
    public Evidence evidence() {
        return evidence;
    }
}
