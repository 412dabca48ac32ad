package dev.stagecraft.ui.files;

import atlantafx.base.theme.Styles;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.control.StagePalette;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Chooses which part of the layers is shown, and at which layer.
final class ScopeBar extends FlowPane {
    /// In fewer letters than these the words are short.
    private static final double TERSE_EM = 38;

    /// How many letters the choice of a layer takes at least beside the words, and at most; so does
    /// its list, however long the instructions are.
    private static final double LEAST_CHOICE_EM = 5;

    private static final double MOST_CHOICE_EM = 34;

    private final ContentsViewModel model;
    private final Texts texts = Texts.of(ScopeBar.class);
    private final Map<ScopeKind, ToggleButton> kinds = new EnumMap<>(ScopeKind.class);
    private final ComboBox<LayerFact> layers = new ComboBox<>();
    private final BooleanBinding terse;
    private final ReadOnlyDoubleProperty em;
    private Set<Integer> damaged = Set.of();
    private boolean filling;

    /// @param em the size of a letter in pixels
    ScopeBar(ContentsViewModel model, ReadOnlyDoubleProperty em) {
        this.model = model;
        this.em = em;
        getStyleClass().add("scope-bar");
        setMinWidth(0);
        HBox scopes = scopes();
        scopes.maxWidthProperty().bind(widthProperty());
        getChildren().addAll(scopes, layers);
        // The rest of the line, or else a line of its own.
        layers.prefWidthProperty()
                .bind(
                        Bindings.createDoubleBinding(
                                () -> choiceWidth(getWidth() - scopes.getWidth() - getHgap()),
                                widthProperty(),
                                scopes.widthProperty(),
                                hgapProperty(),
                                em));
        terse = widthProperty().lessThan(em.multiply(TERSE_EM));
        terse.addListener((p, old, now) -> showWords(now));
        showWords(terse.get());
        layers.setId("layer-choice");
        layers.setAccessibleText(texts.text("layer.choice"));
        layers.getStyleClass().add("layer-choice");
        layers.setVisibleRowCount(16);
        layers.setCellFactory(list -> new LayerCell());
        layers.setButtonCell(new LayerCell());
        layers.valueProperty()
                .addListener((p, old, now) -> {
                    if (now != null && !filling) {
                        model.layerProperty().set(now.index());
                    }
                });
        model.files().layersProperty().addListener((p, old, now) -> fill(now));
        model.files().stateProperty().addListener((p, old, now) -> markDamaged());
        markDamaged();
        model.layerProperty().addListener((p, old, now) -> showLayer());
        model.scopeProperty().addListener((p, old, now) -> showScope());
        fill(model.files().layersProperty().get());
        showScope();
    }

    private double choiceWidth(double beside) {
        // What is rounded up to whole pixels must still fit into the line.
        double room = beside >= LEAST_CHOICE_EM * em.get() ? beside - 2 : getWidth();
        return Math.clamp(room, 0, MOST_CHOICE_EM * em.get());
    }

    private void markDamaged() {
        Set<Integer> now =
                model.files().files().map(ImageFiles::problems).orElse(List.of()).stream()
                        .map(ImageFiles.LayerProblem::layer)
                        .collect(Collectors.toSet());
        if (!now.equals(damaged)) {
            damaged = now;
            fill(model.files().layersProperty().get());
        }
    }

    private void showWords(boolean terse) {
        kinds.forEach(
                (kind, button) -> button.setText(texts.text(kind.key() + (terse ? ".brief" : ""))));
    }

    private HBox scopes() {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox();
        ScopeKind[] all = ScopeKind.values();
        for (int i = 0; i < all.length; i++) {
            ScopeKind kind = all[i];
            ToggleButton button = new ToggleButton();
            button.setAccessibleText(texts.text(kind.key()));
            button.setMinWidth(0);
            button.setId(kind.key().replace('.', '-'));
            Hint.on(button).setText(texts.text(kind.key() + ".why"));
            button.getStyleClass().add(pill(i, all.length));
            button.setToggleGroup(group);
            button.setOnAction(e -> {
                button.setSelected(true);
                model.scopeProperty().set(kind);
            });
            kinds.put(kind, button);
            box.getChildren().add(button);
        }
        return box;
    }

    private static String pill(int place, int count) {
        return place == 0
                ? Styles.LEFT_PILL
                : place == count - 1 ? Styles.RIGHT_PILL : Styles.CENTER_PILL;
    }

    private void fill(List<LayerFact> facts) {
        filling = true;
        layers.getItems().setAll(facts);
        filling = false;
        showLayer();
    }

    private void showLayer() {
        int index = model.layerProperty().get();
        filling = true;
        layers.setValue(index < layers.getItems().size() ? layers.getItems().get(index) : null);
        filling = false;
    }

    private void showScope() {
        ScopeKind kind = model.scopeProperty().get();
        ToggleButton button = kinds.get(kind);
        if (button != null) {
            button.setSelected(true);
        }
        layers.setDisable(!kind.isOfALayer());
    }

    /// A layer with its number, its stage's letter and its instruction, and a mark where something
    /// is wrong with it.
    private final class LayerCell extends ListCell<LayerFact> {
        private final Label badge = new Label();
        private final FontIcon mark = Icons.of(Feather.ALERT_TRIANGLE, "icon-small", "damaged");
        private final HBox signs = new HBox(badge);
        private final Hint hint = Hint.on(this);

        LayerCell() {
            badge.getStyleClass().add("stage-badge");
            signs.getStyleClass().add("layer-signs");
            setGraphicTextGap(8);
        }

        @Override
        protected double computePrefWidth(double height) {
            return Math.min(super.computePrefWidth(height), MOST_CHOICE_EM * em.get());
        }

        @Override
        protected void updateItem(LayerFact fact, boolean empty) {
            super.updateItem(fact, empty);
            if (empty || fact == null) {
                setText(null);
                setGraphic(null);
                hint.setText("");
                return;
            }
            badge.setText(StagePalette.letter(fact.colour()));
            StagePalette.apply(badge, fact.colour());
            boolean whole = !damaged.contains(fact.index());
            signs.getChildren().setAll(whole ? List.of(badge) : List.of(badge, mark));
            setGraphic(signs);
            setText(texts.text("layer.line", fact.index() + 1, fact.instruction()));
            setAccessibleText(
                    whole
                            ? getText()
                            : texts.text("layer.damaged", fact.index() + 1, fact.instruction()));
            hint.setText(fact.full());
        }
    }
}
