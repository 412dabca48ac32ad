package dev.stagecraft.stage;

import java.util.List;

/// Something that could as well be something else, so that it is not shown as a fact.
///
/// @param kind what could be otherwise
/// @param alternatives everything that fits, what the tree shows being the first; texts from
///   images, not yet escaped
public record Ambiguity(Kind kind, List<String> alternatives) {
    public Ambiguity {
        alternatives = List.copyOf(alternatives);
    }

    /// What could be otherwise. The words for a person are in the bundles of `ui` and `cli` under
    /// `ambiguity.NAME`, `{0}` being the number of alternatives and `{1}` their list.
    public enum Kind {
        /// One image has several names, and each could be the one after `FROM`.
        SEVERAL_NAMES,
        /// Several images have these very layers and differ in their settings.
        SEVERAL_IMAGES,
        /// Several chains of intermediate images agree with the stage.
        SEVERAL_CHAINS,
        /// Several records of the build cache agree with the step.
        SEVERAL_RECORDS,
        /// Several stages of the Dockerfile could be the one that was shipped.
        SEVERAL_TARGETS
    }
}
