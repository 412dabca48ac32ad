package dev.stagecraft.ui.files;

import atlantafx.base.theme.Styles;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.control.StagePalette;
import dev.stagecraft.ui.support.Texts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Chooses which part of the layers is shown, and at which layer.
final class ScopeBar extends HBox {
    /// In fewer letters than these the words are short.
    private static final double TERSE_EM = 38;

    private final ContentsViewModel model;
    private final Texts texts = Texts.of(ScopeBar.class);
    private final Map<ScopeKind, ToggleButton> kinds = new EnumMap<>(ScopeKind.class);
    private final ComboBox<LayerFact> layers = new ComboBox<>();
    private final BooleanBinding terse;
    private boolean filling;

    /// @param em the size of a letter in pixels
    ScopeBar(ContentsViewModel model, ReadOnlyDoubleProperty em) {
        this.model = model;
        getStyleClass().add("scope-bar");
        // Narrow columns and large letters cut words rather than buttons.
        setMinWidth(0);
        HBox.setHgrow(layers, Priority.ALWAYS);
        getChildren().addAll(scopes(), layers);
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
        model.layerProperty().addListener((p, old, now) -> showLayer());
        model.scopeProperty().addListener((p, old, now) -> showScope());
        fill(model.files().layersProperty().get());
        showScope();
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

    /// A layer with its number, its stage's letter and its instruction.
    private final class LayerCell extends ListCell<LayerFact> {
        private final Label badge = new Label();

        LayerCell() {
            badge.getStyleClass().add("stage-badge");
            setGraphicTextGap(8);
        }

        @Override
        protected void updateItem(LayerFact fact, boolean empty) {
            super.updateItem(fact, empty);
            if (empty || fact == null) {
                setText(null);
                setGraphic(null);
                return;
            }
            badge.setText(StagePalette.letter(fact.colour()));
            StagePalette.apply(badge, fact.colour());
            setGraphic(badge);
            setText(texts.text("layer.line", fact.index() + 1, fact.instruction()));
        }
    }
}
