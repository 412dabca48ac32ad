package dev.stagecraft.cli.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.compare.Comparison;
import dev.stagecraft.compare.LayerComparison;
import dev.stagecraft.compare.SettingsComparison;
import dev.stagecraft.compare.Side;
import dev.stagecraft.compare.UserComparison;
import dev.stagecraft.compare.ValueChange;
import dev.stagecraft.image.Layer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// What `compare --json` prints. Sizes are bytes; what is not known is absent.
public final class CompareDocument {
    private CompareDocument() {}

    /// Writes the document.
    public static void write(Comparison comparison, PrintWriter out) throws IOException {
        ObjectNode document = Documents.of("stagecraft.compare/1");
        document.set("before", side(comparison.before(), comparison.users().before()));
        document.set("after", side(comparison.after(), comparison.users().after()));
        comparison
                .size()
                .ifPresent(size -> {
                    ObjectNode node = document.putObject("size");
                    node.put("change", word(size.direction()));
                    node.put("difference", size.difference());
                    if (Double.isFinite(size.factor())) {
                        node.put("factor", size.factor());
                    }
                });
        ArrayNode layers = document.putArray("layers");
        comparison.layers().rows().forEach(row -> layers.add(layer(row)));
        SettingsComparison settings = comparison.settings();
        document.set(
                "settings",
                changes(
                        settings.settings().stream()
                                .map(SettingsComparison.Entry::value)
                                .toList()));
        document.set("environment", changes(settings.environment()));
        document.set("labels", changes(settings.labels()));
        Documents.write(document, out);
    }

    private static ObjectNode side(Side side, UserComparison.Users users) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", side.name());
        node.put("id", side.image().id().toString());
        side.size().ifPresent(size -> node.put("size", size));
        node.put("layers", side.image().layers().size());
        node.put("user", users.runsAs());
        node.put("root", users.root());
        return node;
    }

    private static ObjectNode layer(LayerComparison.Row row) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        Layer any = row.before().or(row::after).orElseThrow();
        node.put("diffId", any.diffId().toString());
        any.size().ifPresent(size -> node.put("size", size));
        row.before().ifPresent(layer -> node.put("before", layer.index()));
        row.after().ifPresent(layer -> node.put("after", layer.index()));
        return node;
    }

    private static ArrayNode changes(List<ValueChange> changes) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (ValueChange change : changes) {
            ObjectNode node = array.addObject();
            node.put("name", change.name());
            node.put("change", word(change.change()));
            change.before().ifPresent(value -> node.put("before", value));
            change.after().ifPresent(value -> node.put("after", value));
        }
        return array;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
