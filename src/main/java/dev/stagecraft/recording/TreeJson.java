package dev.stagecraft.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.Layer;
import dev.stagecraft.stage.Ambiguity;
import dev.stagecraft.stage.Instruction;
import dev.stagecraft.stage.Known;
import dev.stagecraft.stage.Reason;
import dev.stagecraft.stage.Stage;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.stage.StageTree.DockerfileSource;
import dev.stagecraft.stage.StageTree.Notice;
import dev.stagecraft.stage.Step;
import dev.stagecraft.stage.Totals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// A [StageTree] as JSON, both ways: the `tree` part of a recording, and what `tree --json` prints.
public final class TreeJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_STAGES = 1_000;
    private static final int MAX_STEPS = 100_000;

    private TreeJson() {}

    /// The tree without its image, which [ImageJson] writes.
    public static ObjectNode write(StageTree tree) {
        ObjectNode node = NODES.objectNode();
        ObjectNode totals = node.putObject("totals");
        totals.put("shipped", tree.totals().shipped());
        totals.put("leftBehind", tree.totals().leftBehind());
        totals.put("leftBehindComplete", tree.totals().leftBehindComplete());
        node.put("dockerfile", JsonFields.lower(tree.dockerfile()));
        ArrayNode notices = node.putArray("notices");
        tree.notices().forEach(n -> notices.add(JsonFields.lower(n)));
        ArrayNode stages = node.putArray("stages");
        tree.stages().forEach(s -> stages.add(stage(s)));
        return node;
    }

    private static ObjectNode stage(Stage stage) {
        ObjectNode node = NODES.objectNode();
        node.put("id", stage.id());
        node.put("kind", JsonFields.lower(stage.kind()));
        node.put("shipped", stage.shipped());
        stage.name().ifPresent(v -> node.put("name", v));
        stage.index().ifPresent(v -> node.put("index", v));
        stage.base().ifPresent(v -> node.put("base", v));
        stage.standsOn().ifPresent(v -> node.put("standsOn", v));
        node.put("size", stage.size());
        node.put("sizeComplete", stage.sizeComplete());
        node.set("known", known(stage.known()));
        stage.ambiguity().ifPresent(v -> node.set("ambiguity", ambiguity(v)));
        stage.imageId().ifPresent(v -> node.put("imageId", v.toString()));
        ArrayNode steps = node.putArray("steps");
        stage.steps().forEach(s -> steps.add(step(s)));
        return node;
    }

    private static ObjectNode step(Step step) {
        ObjectNode node = NODES.objectNode();
        Instruction instruction = step.instruction();
        node.put("keyword", instruction.keyword());
        node.put("arguments", instruction.arguments());
        if (!instruction.buildArgs().isEmpty()) {
            JsonFields.putStrings(node, "buildArgs", instruction.buildArgs());
        }
        instruction.recorded().ifPresent(v -> node.put("recorded", v));
        node.put("makesLayer", step.makesLayer());
        step.layer().ifPresent(v -> node.put("layer", v.index()));
        step.size().ifPresent(v -> node.put("size", v));
        step.created().ifPresent(v -> node.put("created", v.toString()));
        node.set("known", known(step.known()));
        step.line().ifPresent(v -> node.put("line", v));
        step.origin().ifPresent(v -> node.put("origin", v));
        step.imageId().ifPresent(v -> node.put("imageId", v.toString()));
        step.ambiguity().ifPresent(v -> node.set("ambiguity", ambiguity(v)));
        return node;
    }

    private static ObjectNode known(Known known) {
        ObjectNode node = NODES.objectNode();
        node.put("evidence", JsonFields.lower(known.evidence()));
        node.put("reason", JsonFields.lower(known.reason()));
        if (!known.facts().isEmpty()) {
            JsonFields.putStrings(node, "facts", known.facts());
        }
        return node;
    }

    private static ObjectNode ambiguity(Ambiguity ambiguity) {
        ObjectNode node = NODES.objectNode();
        node.put("kind", JsonFields.lower(ambiguity.kind()));
        JsonFields.putStrings(node, "alternatives", ambiguity.alternatives());
        return node;
    }

    /// Reads what [#write] wrote.
    ///
    /// @param image the image that the tree is of
    /// @throws RecordingException when a field is missing, of another kind, or does not fit the
    ///   image
    static StageTree read(JsonNode node, Image image) throws IOException {
        JsonFields tree = JsonFields.of(node, "tree");
        JsonFields totals = tree.object("totals");
        List<Stage> stages = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int steps = 0;
        for (JsonFields one : tree.objects("stages", MAX_STAGES)) {
            Stage stage = stage(one, image);
            if (!ids.add(stage.id())) {
                throw one.wrong("id", "is there twice");
            }
            steps += stage.steps().size();
            if (steps > MAX_STEPS) {
                throw one.wrong("steps", "has more steps than any image");
            }
            stages.add(stage);
        }
        List<Notice> notices = new ArrayList<>();
        for (String notice : tree.strings("notices")) {
            notices.add(tree.constant("notices", notice, Notice.class));
        }
        return new StageTree(
                image,
                stages,
                new Totals(
                        totals.size("shipped"),
                        totals.size("leftBehind"),
                        totals.bool("leftBehindComplete")),
                tree.constant("dockerfile", DockerfileSource.class),
                notices);
    }

    private static Stage stage(JsonFields node, Image image) throws IOException {
        List<Step> steps = new ArrayList<>();
        for (JsonFields step : node.objects("steps", MAX_STEPS)) {
            steps.add(step(step, steps.size(), image));
        }
        return new Stage(
                node.string("id"),
                node.constant("kind", Stage.Kind.class),
                node.bool("shipped"),
                node.optionalString("name"),
                node.optionalInt("index"),
                node.optionalString("base"),
                node.optionalString("standsOn"),
                steps,
                node.size("size"),
                node.bool("sizeComplete"),
                known(node.object("known")),
                ambiguity(node),
                digest(node));
    }

    private static Step step(JsonFields node, int index, Image image) throws IOException {
        OptionalInt at = node.optionalInt("layer");
        Optional<Layer> layer = Optional.empty();
        if (at.isPresent()) {
            if (at.getAsInt() < 0 || at.getAsInt() >= image.layers().size()) {
                throw node.wrong("layer", "is no layer of the image");
            }
            layer = Optional.of(image.layers().get(at.getAsInt()));
        }
        OptionalLong size = node.optionalSize("size");
        Instruction instruction =
                new Instruction(
                        node.string("keyword"),
                        node.string("arguments"),
                        node.optionalStrings("buildArgs"),
                        node.optionalString("recorded"));
        return new Step(
                index,
                instruction,
                layer,
                node.bool("makesLayer"),
                size,
                node.optionalInstant("created"),
                known(node.object("known")),
                node.optionalInt("line"),
                node.optionalString("origin"),
                digest(node),
                ambiguity(node));
    }

    private static Known known(JsonFields node) throws IOException {
        return new Known(node.constant("reason", Reason.class), node.optionalStrings("facts"));
    }

    private static Optional<Ambiguity> ambiguity(JsonFields node) throws IOException {
        Optional<JsonFields> found = node.optionalObject("ambiguity");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Ambiguity(
                        found.get().constant("kind", Ambiguity.Kind.class),
                        found.get().strings("alternatives")));
    }

    private static Optional<Digest> digest(JsonFields node) throws IOException {
        return node.optionalDigest("imageId");
    }
}
