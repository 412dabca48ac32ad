package dev.stagecraft.stage;

import dev.stagecraft.image.Digest;
import dev.stagecraft.image.HistoryEntry;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.Layer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A step while its stage is still being worked out.
record DraftStep(
        Instruction instruction,
        Optional<Layer> layer,
        boolean makesLayer,
        OptionalLong size,
        Optional<Instant> created,
        Known known,
        OptionalInt line,
        Optional<String> origin,
        Optional<Digest> imageId,
        Optional<Ambiguity> ambiguity) {

    /// The steps of an image, each with the layer it made.
    static List<DraftStep> of(Image image) {
        List<HistoryEntry> history = image.history();
        List<Instruction> instructions = HistoryInstructions.read(history);
        List<Layer> layers = image.layers();
        boolean[] makesLayer = LayerMakers.of(history, instructions, layers.size());
        int made = 0;
        for (boolean one : makesLayer) {
            made += one ? 1 : 0;
        }
        List<DraftStep> steps = new ArrayList<>(history.size());
        // A history that is too short tells of the upper layers: builders append to it.
        int next = 0;
        while (next < layers.size() - made) {
            steps.add(unrecorded(layers.get(next)));
            next++;
        }
        for (int i = 0; i < history.size(); i++) {
            Optional<Layer> layer =
                    makesLayer[i] ? Optional.of(layers.get(next++)) : Optional.empty();
            steps.add(recorded(history.get(i), instructions.get(i), layer));
        }
        return steps;
    }

    private static DraftStep recorded(
            HistoryEntry entry, Instruction instruction, Optional<Layer> layer) {
        OptionalLong size =
                layer.isEmpty()
                        ? OptionalLong.of(0)
                        : layer.get().size().isPresent() ? layer.get().size() : entry.size();
        return new DraftStep(
                instruction,
                layer,
                layer.isPresent(),
                size,
                entry.created(),
                Known.by(Reason.OWN_LAYERS),
                OptionalInt.empty(),
                Optional.empty(),
                entry.imageId(),
                Optional.empty());
    }

    private static DraftStep unrecorded(Layer layer) {
        return new DraftStep(
                new Instruction("", "", List.of(), Optional.empty()),
                Optional.of(layer),
                true,
                layer.size(),
                Optional.empty(),
                Known.by(Reason.OWN_LAYERS),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The same without a layer of the image: for a stage that was not shipped.
    DraftStep discarded(Known how) {
        return new DraftStep(
                instruction,
                Optional.empty(),
                makesLayer,
                size,
                created,
                how,
                line,
                origin,
                imageId,
                ambiguity);
    }

    DraftStep withDockerfile(Instruction written, int at, Optional<String> from) {
        return new DraftStep(
                written,
                layer,
                makesLayer,
                size,
                created,
                known,
                OptionalInt.of(at),
                from,
                imageId,
                ambiguity);
    }

    Step finished(int index) {
        return new Step(
                index,
                instruction,
                layer,
                makesLayer,
                size,
                created,
                known,
                line,
                origin,
                imageId,
                ambiguity);
    }
}
