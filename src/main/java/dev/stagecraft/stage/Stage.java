package dev.stagecraft.stage;

import dev.stagecraft.image.Digest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One stage: an image that others were built on, or a stage of the Dockerfile.
///
/// @param id its key in this tree, the same each time the same tree is made
/// @param kind what it is
/// @param shipped whether its layers are in the image; a stage that was discarded (a builder, or
///   the base of one) is not
/// @param name the name after `AS`, or the image's name for a base; absent when nobody says
/// @param index its place in the Dockerfile, the first being 0; absent for bases and when nobody
///   says
/// @param base what it was made `FROM`, as the Dockerfile or the base's name says; absent when
///   nobody says
/// @param standsOn the id of the stage of this tree that it was made from; absent for the lowest
/// @param steps in build order
/// @param size the bytes of its own steps as far as known, without what it stands on
/// @param sizeComplete whether the size of each of its steps is known
/// @param known how it is known
/// @param ambiguity what else it could be; absent when there is no doubt
/// @param imageId the local image that ends with this stage; absent when there is none
public record Stage(
        String id,
        Kind kind,
        boolean shipped,
        Optional<String> name,
        OptionalInt index,
        Optional<String> base,
        Optional<String> standsOn,
        List<Step> steps,
        long size,
        boolean sizeComplete,
        Known known,
        Optional<Ambiguity> ambiguity,
        Optional<Digest> imageId) {
    public Stage {
        steps = List.copyOf(steps);
    }

    /// What a stage is.
    public enum Kind {
        /// An image from elsewhere that a stage was made from.
        BASE,
        /// A stage of the Dockerfile.
        BUILD
    }

    /// The bytes as far as known; absent when not a single step's size is known.
    public OptionalLong knownSize() {
        return sizeComplete || steps.stream().anyMatch(s -> s.makesLayer() && s.size().isPresent())
                ? OptionalLong.of(size)
                : OptionalLong.empty();
    }
}
