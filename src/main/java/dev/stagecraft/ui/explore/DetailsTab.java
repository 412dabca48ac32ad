package dev.stagecraft.ui.explore;

import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.Healthcheck;
import dev.stagecraft.image.HistoryEntry;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageConfig;
import dev.stagecraft.ui.support.Ages;
import dev.stagecraft.ui.support.ImageTab;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.ValueList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/// Everything that is known of the image itself, each value to be copied: platform, configuration,
/// digests, and the history as it was recorded.
public final class DetailsTab implements ImageTab {
    private final Consumer<String> clipboard;
    private final Texts texts = Texts.of(DetailsTab.class);
    private final ScrollPane pane = new ScrollPane();

    /// @param clipboard where copied values go
    public DetailsTab(Consumer<String> clipboard) {
        this.clipboard = clipboard;
        pane.setId("details");
        pane.getStyleClass().add("details");
        pane.setFitToWidth(true);
        pane.setAccessibleText(texts.text("tab.details"));
    }

    @Override
    public String id() {
        return "details";
    }

    @Override
    public String title() {
        return texts.text("tab.details");
    }

    @Override
    public Node view() {
        return pane;
    }

    @Override
    public void show(Opened opened) {
        Image image = opened.image();
        ValueList list = new ValueList(clipboard);
        identity(list, opened);
        config(list, image.config());
        list.section(texts.text("details.layers"));
        for (var layer : image.layers()) {
            list.code(
                    texts.text(
                            "details.layer",
                            layer.index() + 1,
                            layer.size().isPresent()
                                    ? ByteSize.format(layer.size().getAsLong())
                                    : texts.text("size.unknown")),
                    layer.diffId().toString(),
                    layer.diffId().toString());
            layer.digest()
                    .ifPresent(digest ->
                            list.code(
                                    texts.text("value.digest"),
                                    digest.toString(),
                                    digest.toString()));
        }
        history(list, image.history());
        pane.setContent(list);
        pane.setVvalue(0);
    }

    private void identity(ValueList list, Opened opened) {
        Image image = opened.image();
        list.section(texts.text("details.image"));
        all(list, "value.tags", image.tags(), tag -> tag.familiar());
        code(list, "value.id", image.id().toString());
        all(list, "value.repodigests", image.repoDigests(), digest -> digest.familiar());
        code(list, "value.platform", image.platform().toString());
        image.created()
                .ifPresent(then ->
                        list.value(texts.text("value.created"), Ages.exact(then), then.toString()));
        if (!image.author().isBlank()) {
            code(list, "value.author", image.author());
        }
        sizes(list, opened);
        image.parent().ifPresent(parent -> code(list, "value.parent", parent.toString()));
    }

    /// What the tree shows, and what the engine says besides where it counts otherwise.
    private void sizes(ValueList list, Opened opened) {
        Image image = opened.image();
        boolean engine = opened.source() instanceof Source.OfEngine;
        OptionalLong kept = engine ? image.size() : OptionalLong.empty();
        boolean known = image.layers().stream().allMatch(layer -> layer.size().isPresent());
        if (known) {
            long files = opened.tree().totals().shipped();
            bytes(list, "value.size", files);
            if (kept.equals(OptionalLong.of(files))) {
                list.note(texts.text("details.size.both"));
                return;
            }
            list.note(texts.text(engine ? "details.size.history" : "details.size.files"));
        }
        if (kept.isPresent()) {
            bytes(list, "value.size.kept", kept.getAsLong());
            list.note(texts.text("details.size.kept"));
        }
    }

    private void bytes(ValueList list, String name, long bytes) {
        list.value(
                texts.text(name),
                ByteSize.format(bytes) + "  (" + ByteSize.exact(bytes) + ")",
                String.valueOf(bytes));
    }

    private void config(ValueList list, ImageConfig config) {
        list.section(texts.text("details.config"));
        vector(list, "value.entrypoint", config.entrypoint());
        vector(list, "value.cmd", config.cmd());
        code(
                list,
                "value.user",
                config.user().isEmpty() ? texts.text("details.root") : config.user());
        code(list, "value.workdir", config.workingDir().isEmpty() ? "/" : config.workingDir());
        all(list, "value.env", config.env(), entry -> entry);
        all(list, "value.ports", config.exposedPorts(), port -> port);
        all(list, "value.volumes", config.volumes(), volume -> volume);
        all(
                list,
                "value.labels",
                List.copyOf(config.labels().entrySet()),
                label -> label.getKey() + "=" + label.getValue());
        config.healthcheck().ifPresent(check -> health(list, check));
        config.stopSignal().ifPresent(signal -> code(list, "value.stopsignal", signal));
        vector(list, "value.shell", config.shell());
        all(list, "value.onbuild", config.onBuild(), trigger -> trigger);
    }

    private void health(ValueList list, Healthcheck check) {
        code(list, "value.health", json(check.test()));
        check.interval().ifPresent(time -> duration(list, "value.health.interval", time));
        check.timeout().ifPresent(time -> duration(list, "value.health.timeout", time));
        check.startPeriod().ifPresent(time -> duration(list, "value.health.start", time));
        check.retries()
                .ifPresent(retries -> code(list, "value.health.retries", retries.toString()));
    }

    private void duration(ValueList list, String key, Duration time) {
        String seconds = texts.text("details.seconds", time.toMillis() / 1000.0);
        list.value(texts.text(key), seconds, seconds);
    }

    private void history(ValueList list, List<HistoryEntry> history) {
        list.section(texts.text("details.history"));
        if (history.isEmpty()) {
            list.note(texts.text("details.nohistory"));
        }
        int number = 1;
        for (HistoryEntry entry : history) {
            String name =
                    texts.text(
                            entry.emptyLayer() ? "details.step.empty" : "details.step",
                            number++,
                            entry.size().isPresent()
                                    ? ByteSize.format(entry.size().getAsLong())
                                    : texts.text("size.unknown"));
            list.code(
                    entry.comment().isBlank()
                            ? name
                            : name + "  ·  " + DisplayText.escape(entry.comment(), 200),
                    DisplayText.escapeLines(entry.createdBy()),
                    entry.createdBy());
        }
    }

    private void code(ValueList list, String key, String value) {
        list.code(texts.text(key), DisplayText.escape(value), value);
    }

    private void vector(ValueList list, String key, Optional<List<String>> words) {
        words.ifPresent(vector -> code(list, key, json(vector)));
    }

    private <T> void all(ValueList list, String key, List<T> values, Function<T, String> text) {
        List<String> raw = values.stream().map(text).toList();
        list.codes(texts.text(key), raw.stream().map(s -> DisplayText.escape(s)).toList(), raw);
    }

    /// An argument vector in the exec form, as a Dockerfile would have it.
    static String json(List<String> vector) {
        StringBuilder out = new StringBuilder("[");
        for (String word : vector) {
            out.append(out.length() > 1 ? ", " : "")
                    .append('"')
                    .append(word.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return out.append(']').toString();
    }
}
