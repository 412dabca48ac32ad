package dev.stagecraft.stage;

import dev.stagecraft.image.Digest;
import dev.stagecraft.image.Layer;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One step of a stage.
///
/// @param index its place in the stage, the first being 0
/// @param instruction what it did
/// @param layer the layer of the image that it made; absent for a step that made none, and in a
///   stage that was not shipped
/// @param makesLayer whether it made a layer, in whichever image
/// @param size the bytes it added; 0 for a step that made no layer, absent when nobody says
/// @param created when it was made; absent when not recorded
/// @param known how it is known
/// @param line where it begins in the Dockerfile that was given, from 1; absent without one
/// @param origin where a `COPY --from` or a `RUN --mount=from` took files from: the id of a stage
///   of this tree; absent when nothing was copied from a stage, or nobody says
/// @param imageId the intermediate image that the classic builder left; absent when there is none
/// @param ambiguity what else it could be; absent when there is no doubt
public record Step(
        int index,
        Instruction instruction,
        Optional<Layer> layer,
        boolean makesLayer,
        OptionalLong size,
        Optional<Instant> created,
        Known known,
        OptionalInt line,
        Optional<String> origin,
        Optional<Digest> imageId,
        Optional<Ambiguity> ambiguity) {}
