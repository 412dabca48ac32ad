package dev.stagecraft.ui.explore;

import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.Layer;
import dev.stagecraft.stage.Ambiguity;
import dev.stagecraft.stage.Known;
import dev.stagecraft.stage.Stage;
import dev.stagecraft.stage.Step;
import dev.stagecraft.ui.control.StagePalette;
import dev.stagecraft.ui.support.Address;
import dev.stagecraft.ui.support.Ages;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.ValueList;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The right column: what is selected, in full.
public final class SelectionPane extends ScrollPane {
    private final StageTreeViewModel model;
    private final Consumer<String> clipboard;
    private final Texts texts = Texts.of(SelectionPane.class);
    private final StageWords words = new StageWords();

    /// @param clipboard where copied values go
    public SelectionPane(StageTreeViewModel model, Consumer<String> clipboard) {
        this.model = model;
        this.clipboard = clipboard;
        getStyleClass().add("selection-pane");
        setId("selection-pane");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setAccessibleText(texts.text("selection.name"));
        model.openedProperty().addListener((p, o, opened) -> refresh());
        model.selectionProperty().addListener((p, o, address) -> refresh());
        refresh();
    }

    private void refresh() {
        Optional<Opened> opened = model.openedProperty().get();
        Address address = model.selectionProperty().get().orElse(null);
        if (opened.isEmpty()) {
            setContent(hint("selection.noimage"));
            return;
        }
        Opened image = opened.get();
        setContent(
                switch (address) {
                    case Address.OfStep(var source, var stage, var step) ->
                            image.tree()
                                    .stage(stage)
                                    .filter(s -> step < s.steps().size())
                                    .map(s -> (VBox) step(image, s, s.steps().get(step)))
                                    .orElseGet(() -> hint("selection.none"));
                    case Address.OfStage(var source, var stage) ->
                            image.tree()
                                    .stage(stage)
                                    .map(s -> (VBox) stage(image, s))
                                    .orElseGet(() -> hint("selection.none"));
                    case null, default -> hint("selection.none");
                });
        setVvalue(0);
    }

    private VBox hint(String key) {
        Label label = new Label(texts.text(key));
        label.setWrapText(true);
        label.getStyleClass().addAll("muted", "hint");
        VBox box = new VBox(label);
        box.getStyleClass().add("selection-hint");
        return box;
    }

    private HBox head(Opened image, Stage stage, String title) {
        int colour = image.tree().stages().indexOf(stage);
        Label badge = new Label(StagePalette.letter(colour));
        badge.getStyleClass().add("stage-badge");
        StagePalette.apply(badge, colour);
        Label label = new Label(title);
        label.getStyleClass().add("heading");
        label.setWrapText(true);
        HBox head = new HBox(badge, label);
        head.getStyleClass().add("selection-head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private ValueList stage(Opened image, Stage stage) {
        ValueList list = new ValueList(clipboard);
        list.getChildren().add(head(image, stage, words.name(stage)));
        if (!stage.shipped()) {
            list.note(texts.text("selection.notshipped"));
        }
        stage.base()
                .ifPresent(base ->
                        list.code(texts.text("value.base"), DisplayText.escape(base), base));
        size(list, image, stage.knownSize());
        if (!stage.sizeComplete() && stage.knownSize().isPresent()) {
            list.note(texts.text("selection.sizeincomplete"));
        }
        long layers = stage.steps().stream().filter(Step::makesLayer).count();
        String steps = texts.text("selection.steps", stage.steps().size(), layers);
        list.value(texts.text("value.steps"), steps, steps);
        if (stage.index().isPresent()) {
            String index = String.valueOf(stage.index().getAsInt());
            list.value(texts.text("value.index"), index, index);
        }
        stage.imageId()
                .ifPresent(
                        id -> list.code(texts.text("value.image"), id.toString(), id.toString()));
        known(list, stage.known(), stage.ambiguity());
        return list;
    }

    private ValueList step(Opened image, Stage stage, Step step) {
        ValueList list = new ValueList(clipboard);
        list.getChildren()
                .add(
                        head(
                                image,
                                stage,
                                texts.text("selection.step", step.index() + 1, words.name(stage))));
        list.code(
                texts.text("value.instruction"),
                words.instruction(step),
                step.instruction().text());
        for (String argument : step.instruction().buildArgs()) {
            list.code(texts.text("value.buildarg"), DisplayText.escape(argument), argument);
        }
        step.origin()
                .flatMap(image.tree()::stage)
                .ifPresent(origin ->
                        list.value(
                                texts.text("value.origin"),
                                words.name(origin),
                                words.name(origin)));
        if (step.makesLayer()) {
            size(list, image, step.size());
        } else {
            list.note(texts.text("selection.nolayer"));
        }
        step.layer().ifPresent(layer -> layer(list, layer));
        step.created()
                .ifPresent(then ->
                        list.value(texts.text("value.created"), Ages.exact(then), then.toString()));
        if (step.line().isPresent()) {
            String line = String.valueOf(step.line().getAsInt());
            list.value(texts.text("value.line"), line, line);
        }
        step.imageId()
                .ifPresent(id ->
                        list.code(texts.text("value.intermediate"), id.toString(), id.toString()));
        known(list, step.known(), step.ambiguity());
        step.instruction()
                .recorded()
                .filter(recorded -> !recorded.equals(step.instruction().text()))
                .ifPresent(recorded ->
                        list.code(
                                texts.text("value.recorded"),
                                DisplayText.escapeLines(recorded),
                                recorded));
        return list;
    }

    private void layer(ValueList list, Layer layer) {
        String index = texts.text("selection.layer", layer.index() + 1);
        list.value(texts.text("value.layer"), index, String.valueOf(layer.index() + 1));
        list.code(texts.text("value.diffid"), layer.diffId().toString(), layer.diffId().toString());
        layer.digest()
                .ifPresent(digest ->
                        list.code(
                                texts.text("value.digest"), digest.toString(), digest.toString()));
        if (layer.blobSize().isPresent()) {
            long bytes = layer.blobSize().getAsLong();
            list.value(
                    texts.text("value.blobsize"),
                    ByteSize.format(bytes) + "  (" + ByteSize.exact(bytes) + ")",
                    String.valueOf(bytes));
        }
    }

    private void size(ValueList list, Opened image, OptionalLong size) {
        if (size.isEmpty()) {
            list.note(texts.text("selection.size.unknown"));
            return;
        }
        long bytes = size.getAsLong();
        String share = StageWords.share(image.tree().share(bytes));
        list.value(
                texts.text("value.size"),
                ByteSize.format(bytes)
                        + "  ("
                        + ByteSize.exact(bytes)
                        + (share.isEmpty() ? "" : ", " + share)
                        + ")",
                String.valueOf(bytes));
    }

    private void known(ValueList list, Known known, Optional<Ambiguity> ambiguity) {
        list.section(texts.text("selection.known"));
        Label label = new Label(words.evidence(known));
        label.setGraphic(Icons.of(EvidenceCell.picture(known.evidence()), "icon-small"));
        label.getStyleClass().add("strong");
        list.getChildren().add(label);
        list.note(words.explanation(known));
        ambiguity.ifPresent(doubt -> list.note(words.doubt(doubt)));
    }
}
