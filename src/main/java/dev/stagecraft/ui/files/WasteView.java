package dev.stagecraft.ui.files;

import atlantafx.base.theme.Styles;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.Efficiency;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.control.SizeBar;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.StatePage;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Workbench;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The waste: how much of what the layers carry is in vain, which files, and which instruction is
/// to blame.
final class WasteView extends BorderPane {
    private final WasteViewModel model;
    private final Texts texts = Texts.of(WasteView.class);
    private final FilesPages pages;
    private final DeadFileTable dead;
    private final BlameTable blames;
    private final DuplicateTable duplicates;
    private final StackPane body = new StackPane();
    private final FlowPane figures = new FlowPane();
    private final SizeBar bar = new SizeBar();
    private final ProblemsBar problems;
    private final HBox only = new HBox();
    private final VBox whole;
    private final ScrollPane scroll;
    private final ToggleButton byFile;
    private final ToggleButton twice;

    /// @param jump shows a path in the contents of a layer, or in the final image
    WasteView(WasteViewModel model, Workbench workbench, BiConsumer<OptionalInt, String> jump) {
        this.model = model;
        pages = new FilesPages(model.files());
        getStyleClass().add("waste-view");
        setId("waste");
        dead = new DeadFileTable(model, workbench);
        blames = new BlameTable(model, workbench, this::showOnly);
        duplicates = new DuplicateTable(model, workbench, jump);
        problems = new ProblemsBar(model.files());
        figures.getStyleClass().add("figures");
        bar.getStyleClass().add("efficiency-bar");
        only.getStyleClass().add("only");
        only.managedProperty().bind(only.visibleProperty());
        ToggleGroup group = new ToggleGroup();
        byFile = look("waste.by-file", Styles.LEFT_PILL, group, dead.withHint(jump));
        ToggleButton byLayer =
                look("waste.by-instruction", Styles.CENTER_PILL, group, blames.withHint(jump));
        twice = look("waste.twice", Styles.RIGHT_PILL, group, duplicates.withHint());
        FlowPane looks = new FlowPane(new HBox(byFile, byLayer, twice), only);
        looks.getStyleClass().add("scope-bar");
        // It is of the files only.
        only.visibleProperty().bind(byFile.selectedProperty());
        byFile.fire();
        VBox.setVgrow(body, Priority.ALWAYS);
        whole = new VBox(figures, bar, problems, looks, body);
        whole.getStyleClass().add("contents-body");
        whole.setMinWidth(0);
        body.getStyleClass().add("contents-files");
        scroll = new ScrollPane(whole);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        scroll.setFocusTraversable(false);
        figures.setMinWidth(0);
        looks.setMinWidth(0);
        model.foundProperty()
                .addListener((p, old, now) -> {
                    now.ifPresent(this::chooseLook);
                    refresh();
                });
        model.layerProperty().addListener((p, old, now) -> showFilter());
        model.files().stateProperty().addListener((p, old, now) -> refresh());
        model.foundProperty().get().ifPresent(this::chooseLook);
        showFilter();
        refresh();
    }

    private ToggleButton look(String key, String pill, ToggleGroup group, Node content) {
        ToggleButton button = new ToggleButton(texts.text(key));
        button.setId(key.replace('.', '-'));
        button.getStyleClass().add(pill);
        button.setToggleGroup(group);
        button.setOnAction(e -> {
            button.setSelected(true);
            body.getChildren().setAll(content);
        });
        return button;
    }

    /// Begins where there is something to see.
    private void chooseLook(WasteViewModel.Found found) {
        boolean dead = found.waste().count() > 0;
        boolean duplicates = !found.duplicates().isEmpty();
        if (duplicates && !dead) {
            twice.fire();
        } else if (dead && !duplicates && twice.isSelected()) {
            byFile.fire();
        }
    }

    private void showOnly(int layer) {
        model.layerProperty().set(OptionalInt.of(layer));
        byFile.fire();
    }

    private void showFilter() {
        only.getChildren().clear();
        model.layerProperty()
                .get()
                .ifPresent(layer -> {
                    Button all = new Button(texts.text("waste.all"), Icons.of(Feather.X));
                    all.setOnAction(e -> model.layerProperty().set(OptionalInt.empty()));
                    only.getChildren().addAll(new Label(texts.text("waste.only", layer + 1)), all);
                });
    }

    private void refresh() {
        Optional<Node> page = pages.page(model.files().stateProperty().get());
        Optional<WasteViewModel.Found> found = model.foundProperty().get();
        if (page.isPresent()) {
            setCenter(page.get());
        } else if (found.isEmpty()) {
            setCenter(StatePage.busy(texts.text("waste.looking")));
        } else if (found.get().isEmpty() && !problems.isVisible()) {
            setCenter(
                    StatePage.of(
                            Feather.CHECK_CIRCLE,
                            texts.text("waste.none"),
                            texts.text(
                                    "waste.none.why",
                                    ByteSize.format(found.get().efficiency().liveBytes()))));
        } else {
            fill(found.get());
            setCenter(scroll);
        }
    }

    private void fill(WasteViewModel.Found found) {
        Efficiency e = found.efficiency();
        figures.getChildren()
                .setAll(
                        figure(
                                texts.text("waste.efficiency.value", e.ratio()),
                                "waste.efficiency",
                                "waste.efficiency.why"),
                        figure(ByteSize.format(e.liveBytes()), "waste.live", "waste.live.why"),
                        figure(ByteSize.format(e.deadBytes()), "waste.dead", "waste.dead.why"),
                        figure(
                                ByteSize.format(found.duplicateBytes()),
                                "waste.duplicate",
                                "waste.duplicate.why"),
                        figure(
                                texts.text("waste.efficiency.value", found.dive().score()),
                                "waste.dive",
                                "waste.dive.why"));
        bar.show(e.liveBytes(), e.deadBytes(), e.totalBytes());
    }

    private VBox figure(String value, String key, String why) {
        Label number = new Label(value);
        number.getStyleClass().add("figure");
        Label label = new Label(texts.text(key));
        label.getStyleClass().addAll("muted", "small");
        Hint.on(label).setText(texts.text(why));
        Hint.on(number).setText(texts.text(why));
        number.setAccessibleText(texts.text("waste.figure", value, texts.text(why)));
        VBox box = new VBox(number, label);
        box.getStyleClass().add("figure-box");
        return box;
    }

    /// For tests: the figures as they stand.
    List<String> figures() {
        return figures.getChildren().stream()
                .map(n -> ((Label) ((VBox) n).getChildren().getFirst()).getText())
                .toList();
    }
}
