package dev.stagecraft.cli.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.compare.Change;
import dev.stagecraft.compare.Comparison;
import dev.stagecraft.compare.FileComparison;
import dev.stagecraft.compare.LayerComparison;
import dev.stagecraft.compare.PackageComparison;
import dev.stagecraft.compare.SettingsComparison;
import dev.stagecraft.compare.Side;
import dev.stagecraft.compare.ToolComparison;
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
        comparison
                .contents()
                .ifPresent(contents -> document.set("contents", contents(comparison, contents)));
        Documents.write(document, out);
    }

    private static ObjectNode contents(Comparison comparison, Comparison.Contents contents) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode tools = node.putArray("tools");
        for (ToolComparison.Entry entry : contents.tools().entries()) {
            ObjectNode tool = tools.addObject();
            tool.put("name", entry.tool().name());
            tool.put("kind", word(entry.tool().kind()));
            tool.put("change", word(entry.change()));
            paths(tool.putArray("before"), entry.before());
            paths(tool.putArray("after"), entry.after());
        }
        ArrayNode packages = node.putArray("packages");
        for (PackageComparison.Entry entry : contents.packages().entries()) {
            ObjectNode one = packages.addObject();
            one.put("ecosystem", word(entry.ecosystem()));
            one.put("name", entry.name());
            one.put("change", word(entry.change()));
            if (entry.inBefore()) {
                entry.before().forEach(one.putArray("before")::add);
            }
            if (entry.inAfter()) {
                entry.after().forEach(one.putArray("after")::add);
            }
        }
        ArrayNode unread = node.putArray("packagesNotRead");
        contents.packages().unread().stream().sorted().forEach(e -> unread.add(word(e)));
        ObjectNode programs = node.putObject("programs");
        programs.put("before", contents.executables().before());
        programs.put("after", contents.executables().after());
        paths(programs.putArray("gone"), contents.executables().gone());
        paths(programs.putArray("added"), contents.executables().added());
        accounts(node, "accountsBefore", comparison.users().before());
        accounts(node, "accountsAfter", comparison.users().after());
        node.set("files", files(contents.files()));
        return node;
    }

    private static void accounts(ObjectNode node, String field, UserComparison.Users users) {
        users.accounts()
                .ifPresent(accounts -> {
                    ArrayNode array = node.putArray(field);
                    for (UserComparison.Account account : accounts) {
                        ObjectNode one = array.addObject();
                        one.put("name", account.name());
                        one.put("uid", account.uid());
                        one.put("gid", account.gid());
                        one.put("shell", account.shell());
                    }
                });
    }

    private static ObjectNode files(FileComparison files) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (Change change : Change.values()) {
            ObjectNode sum = node.putObject(word(change));
            sum.put("files", files.files(change));
            sum.put("bytesBefore", files.bytesBefore(change));
            sum.put("bytesAfter", files.bytesAfter(change));
        }
        node.put("notRead", files.notRead());
        ArrayNode changes = node.putArray("changes");
        for (int at = 1; at < files.size(); at++) {
            if (files.change(at) == Change.SAME || !files.isFile(at)) {
                continue;
            }
            ObjectNode one = changes.addObject();
            one.put("path", "/" + files.path(at));
            one.put("change", word(files.change(at)));
            if (files.before(at) >= 0) {
                one.put("before", files.fileBytesBefore(at));
            }
            if (files.after(at) >= 0) {
                one.put("after", files.fileBytesAfter(at));
            }
            if (!files.aspects(at).isEmpty()) {
                ArrayNode aspects = one.putArray("differs");
                files.aspects(at).stream().sorted().forEach(a -> aspects.add(word(a)));
            }
        }
        return node;
    }

    private static void paths(ArrayNode array, List<String> paths) {
        paths.forEach(path -> array.add("/" + path));
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
