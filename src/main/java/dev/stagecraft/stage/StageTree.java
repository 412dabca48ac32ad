package dev.stagecraft.stage;

import dev.stagecraft.image.Image;
import java.util.List;
import java.util.Optional;

/// How an image was made: its stages in the order of building, each with its steps.
///
/// Bases stand before what was made from them, the base of a base first; the stages of the
/// Dockerfile follow in its order, those that were not shipped too. The steps of the shipped stages
/// that have a layer, in order, are the layers of the image, and their sizes sum to what the engine
/// says of the image.
///
/// @param image the image
/// @param stages in the order of building
/// @param totals what is shipped and what was left behind
/// @param dockerfile where the Dockerfile behind this tree comes from
/// @param notices what a person should know of the tree as a whole
public record StageTree(
        Image image,
        List<Stage> stages,
        Totals totals,
        DockerfileSource dockerfile,
        List<Notice> notices) {
    public StageTree {
        stages = List.copyOf(stages);
        notices = List.copyOf(notices);
    }

    /// Where the Dockerfile behind a tree comes from.
    public enum DockerfileSource {
        /// There is none: the tree comes from the image and its engine alone.
        NONE,
        /// A person gave it.
        GIVEN,
        /// The builder's provenance has it.
        PROVENANCE
    }

    /// What a person should know of a tree as a whole. The words are in the bundles of `ui` and
    /// `cli` under `notice.NAME`.
    public enum Notice {
        /// The image has no history, or a shorter one than it has layers.
        HISTORY_INCOMPLETE,
        /// The Dockerfile that was given does not agree with the history; it was not used.
        DOCKERFILE_DIFFERS,
        /// The Dockerfile agrees in part only.
        DOCKERFILE_AGREES_IN_PART,
        /// Nothing is known of stages that may have been discarded: the Dockerfile would tell.
        DISCARDED_UNKNOWN,
        /// The sizes of some discarded steps are not known: less is shown than was left behind.
        LEFT_BEHIND_INCOMPLETE,
        /// The layers' sizes are not known (an archive whose layers were not read yet).
        SIZES_UNKNOWN
    }

    /// The stage with this id.
    public Optional<Stage> stage(String id) {
        return stages.stream().filter(s -> s.id().equals(id)).findFirst();
    }

    /// The shipped stages, from the lowest base to the final one.
    public List<Stage> shipped() {
        return stages.stream().filter(Stage::shipped).toList();
    }

    /// The stages that were not shipped, in the order of building.
    public List<Stage> discarded() {
        return stages.stream().filter(s -> !s.shipped()).toList();
    }

    /// The part of everything that was made, shipped or not, that these bytes are, from 0 to 1: the
    /// one scale of all bars.
    public double share(long bytes) {
        long all = totals.shipped() + totals.leftBehind();
        return all == 0 ? 0 : (double) bytes / all;
    }
}
