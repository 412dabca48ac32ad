package dev.stagecraft.cli.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.prove.Behaviour;
import dev.stagecraft.prove.Diagnosis;
import dev.stagecraft.prove.Proof;
import dev.stagecraft.prove.Repair;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/// What `prove --json` prints. Sizes are bytes; what is not known is absent.
public final class ProveDocument {
    private ProveDocument() {}

    /// Writes the document.
    ///
    /// @param kept whether the images are still there, so that their names are of use
    public static void write(Proof proof, boolean kept, PrintWriter out) throws IOException {
        ObjectNode document = Documents.of("stagecraft.prove/1");
        document.put("verdict", word(proof.verdict()));
        document.put("at", proof.at().toString());
        proof.probe().ifPresent(probe -> document.put("probe", probe.toString()));
        document.set("before", side(proof.before(), kept));
        document.set("after", side(proof.after(), kept));
        proof.behaviour().ifPresent(b -> document.set("behaviour", behaviour(b)));
        proof.diagnosis().ifPresent(d -> document.set("diagnosis", diagnosis(d)));
        ArrayNode repairs = document.putArray("repairs");
        for (Repair repair : proof.repairs()) {
            ObjectNode node = diagnosis(repair.diagnosis());
            node.put("change", repair.change());
            repairs.add(node);
        }
        document.put("text", proof.text());
        Documents.write(document, out);
    }

    private static ObjectNode side(Proof.Side side, boolean kept) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("built", side.build().succeeded());
        node.put("builder", word(side.build().builder()));
        side.image()
                .ifPresent(image -> {
                    node.put("image", kept ? side.tag() : image.id().toString());
                    image.size().ifPresent(size -> node.put("size", size));
                    node.put("layers", image.layers().size());
                });
        node.put("buildSeconds", side.build().millis() / 1000.0);
        side.build()
                .failure()
                .ifPresent(failure -> {
                    ObjectNode failed = node.putObject("failure");
                    failed.put("message", failure.message());
                    failure.step()
                            .ifPresent(step -> {
                                failed.put("step", step.text());
                                step.line().ifPresent(l -> failed.put("line", l));
                            });
                    ArrayNode log = failed.putArray("log");
                    failure.log().forEach(log::add);
                });
        side.observation()
                .ifPresent(o -> {
                    ObjectNode run = node.putObject("run");
                    run.put("end", word(o.end()));
                    o.exitStatus().ifPresent(status -> run.put("exitStatus", status));
                    o.startMillis().ifPresent(ms -> run.put("startSeconds", ms / 1000.0));
                    o.answer().ifPresent(answer -> run.put("status", answer.status()));
                });
        return node;
    }

    private static ObjectNode behaviour(Behaviour behaviour) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("same", behaviour.same());
        ArrayNode differences = node.putArray("differences");
        for (Behaviour.Difference difference : behaviour.differences()) {
            ObjectNode one = differences.addObject();
            one.put("aspect", word(difference.aspect()));
            if (!difference.name().isEmpty()) {
                one.put("name", difference.name());
            }
            one.put("before", difference.before());
            one.put("after", difference.after());
        }
        behaviour.startMillisBefore().ifPresent(ms -> node.put("startSecondsBefore", ms / 1000.0));
        behaviour.startMillisAfter().ifPresent(ms -> node.put("startSecondsAfter", ms / 1000.0));
        return node;
    }

    private static ObjectNode diagnosis(Diagnosis diagnosis) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("cause", kebab(diagnosis.cause().getClass().getSimpleName()));
        node.put("evidence", diagnosis.evidence());
        return node;
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
