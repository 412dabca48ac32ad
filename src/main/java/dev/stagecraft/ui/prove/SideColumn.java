package dev.stagecraft.ui.prove;

import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.prove.ProofListener.Phase;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Before or after while it is built and run: its stages, side by side where there is room.
final class SideColumn extends VBox {
    /// The width in letters from which on a stage has a column of its own.
    private static final double STAGE_EM = 24;

    private static final int LONGEST_AWAITED = 80;

    private final SideViewModel model;
    private final ProveViewModel proof;
    private final ProveWords words = new ProveWords();
    private final Texts texts;
    private final DoubleSupplier em;
    private final Label phase = new Label();
    private final Label awaited = new Label();
    private final ToggleButton behaviour = new ToggleButton();
    private final TilePane tiles = new TilePane();
    private final VBox stack = new VBox();
    private final List<StepLine> lines = new ArrayList<>();
    private final List<VBox> boxes = new ArrayList<>();
    private List<StageGroup> shown = List.of();

    SideColumn(SideViewModel model, ProveViewModel proof, DoubleSupplier em, Texts texts) {
        this.model = model;
        this.proof = proof;
        this.em = em;
        this.texts = texts;
        getStyleClass().add("side-column");
        setMinWidth(0);
        Label title = new Label(texts.text("side." + model.which()));
        title.getStyleClass().add("side-name");
        title.setMinWidth(USE_PREF_SIZE);
        phase.getStyleClass().add("side-phase");
        phase.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(phase, Priority.ALWAYS);
        HBox head = new HBox(title, phase);
        head.getStyleClass().add("side-head");
        ProgressBar bar = new ProgressBar(0);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(texts.text("side.progress." + model.which()));
        bar.progressProperty().bind(model.progressProperty());
        behaviour.getStyleClass().setAll("side-behaviour");
        behaviour.setWrapText(true);
        behaviour.setMaxWidth(Double.MAX_VALUE);
        behaviour.setGraphic(Icons.of(Feather.ACTIVITY, "icon-small"));
        behaviour.setOnAction(e -> select(model.run()));
        awaited.getStyleClass().add("side-awaited");
        awaited.setWrapText(true);
        awaited.setMinHeight(USE_PREF_SIZE);
        awaited.setGraphic(Icons.of(Feather.CLOCK, "icon-small"));
        awaited.managedProperty().bind(awaited.visibleProperty());
        tiles.getStyleClass().add("stage-tiles");
        stack.getStyleClass().add("stage-stack");
        getChildren().addAll(head, bar, behaviour, awaited, stack);
        InvalidationListener facts = any -> showFacts();
        model.phaseProperty().addListener(facts);
        model.attemptProperty().addListener(facts);
        model.observationProperty().addListener(facts);
        model.stages().addListener((ListChangeListener<StageGroup>) change -> rebuild());
        model.awaitedProperty().addListener((p, o, step) -> showAwaited(step));
        showAwaited(model.awaitedProperty().get());
        proof.selectedProperty().addListener((p, o, row) -> mark(row));
        widthProperty().addListener((p, o, width) -> arrange());
        showFacts();
        rebuild();
    }

    private void showFacts() {
        Optional<Phase> now = model.phaseProperty().get();
        String text = now.map(p -> texts.text("phase." + p)).orElse(texts.text("phase.none"));
        phase.setText(
                model.attemptProperty().get() > 1
                        ? texts.text(
                                "phase.attempt",
                                text,
                                String.valueOf(model.attemptProperty().get() - 1))
                        : text);
        for (Phase any : Phase.values()) {
            pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(
                            any.name().toLowerCase(Locale.ROOT).replace('_', '-')),
                    now.filter(any::equals).isPresent());
        }
        behaviour.setText(
                model.observationProperty()
                        .get()
                        .map(words::end)
                        .orElse(texts.text("log.container")));
        behaviour.setManaged(model.runs() || model.observationProperty().get().isPresent());
        behaviour.setVisible(behaviour.isManaged());
    }

    private void showAwaited(Optional<StepRow> step) {
        awaited.setVisible(step.isPresent());
        awaited.setText(
                step.map(row -> DisplayText.escape(row.step().text().strip(), LONGEST_AWAITED))
                        .map(text -> texts.text("side.awaits", text))
                        .orElse(""));
    }

    private void rebuild() {
        lines.clear();
        boxes.clear();
        shown = List.copyOf(model.stages());
        for (StageGroup group : shown) {
            boxes.add(box(group));
        }
        arrange();
        mark(proof.selectedProperty().get());
    }

    private VBox box(StageGroup group) {
        Label name = new Label(name(group));
        name.getStyleClass().add("stage-name-label");
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        Label written = new Label();
        written.getStyleClass().add("stage-written");
        written.setMinWidth(USE_PREF_SIZE);
        Hint.on(written).setText(texts.text("stage.written"));
        group.writtenProperty().addListener((p, o, bytes) -> showWritten(written, group));
        showWritten(written, group);
        HBox head = new HBox(name, written);
        head.getStyleClass().add("stage-head");
        VBox box = new VBox(head);
        box.getStyleClass().add(group.ofBuilder() ? "builder-box" : "stage-box");
        box.setMinWidth(0);
        group.steps().forEach(row -> add(box, box.getChildren().size(), row));
        group.steps()
                .addListener(
                        (ListChangeListener<StepRow>)
                                change -> {
                                    while (change.next()) {
                                        int at = change.getFrom() + 1;
                                        for (StepRow row : change.getAddedSubList()) {
                                            add(box, at++, row);
                                        }
                                    }
                                });
        return box;
    }

    private static void showWritten(Label label, StageGroup group) {
        long bytes = group.writtenProperty().get();
        label.setText(bytes <= 0 ? "" : ByteSize.format(bytes));
    }

    private String name(StageGroup group) {
        if (group.ofBuilder()) {
            return texts.text("stage.builder");
        }
        return group.name().isEmpty()
                ? texts.text("stage.only")
                : DisplayText.escape(group.name(), 80);
    }

    private void add(VBox box, int at, StepRow row) {
        StepLine line = new StepLine(row, this::select, texts);
        lines.add(line);
        box.getChildren().add(at, line);
        mark(proof.selectedProperty().get());
    }

    private void select(LogSource source) {
        proof.select(source);
        // A second press would take the mark away.
        mark(Optional.of(source));
    }

    private void mark(Optional<LogSource> selected) {
        behaviour.setSelected(selected.filter(model.run()::equals).isPresent());
        for (StepLine line : lines) {
            line.setSelected(selected.filter(line.row()::equals).isPresent());
        }
    }

    /// Where a step or the container stands; absent when it is the other side's.
    Optional<Node> place(LogSource source) {
        return switch (source) {
            case RunRow run -> run.equals(model.run()) ? Optional.of(behaviour) : Optional.empty();
            case StepRow row ->
                    lines.stream()
                            .filter(l -> l.row().equals(row))
                            .map(Node.class::cast)
                            .findFirst();
        };
    }

    /// Stages stand beside each other as far as the width goes.
    private void arrange() {
        int fit = (int) Math.max(1, getWidth() / (STAGE_EM * em.getAsDouble()));
        int columns = Math.min(fit, (int) shown.stream().filter(s -> !s.ofBuilder()).count());
        if (columns < 2) {
            tiles.getChildren().clear();
            stack.getChildren().setAll(boxes);
            return;
        }
        List<VBox> stages = new ArrayList<>();
        stack.getChildren().setAll(tiles);
        for (int i = 0; i < boxes.size(); i++) {
            if (shown.get(i).ofBuilder()) {
                stack.getChildren().add(boxes.get(i));
            } else {
                stages.add(boxes.get(i));
            }
        }
        tiles.setPrefColumns(columns);
        tiles.setPrefTileWidth(
                Math.floor((getWidth() - (columns - 1) * em.getAsDouble()) / columns));
        tiles.getChildren().setAll(stages);
    }
}
