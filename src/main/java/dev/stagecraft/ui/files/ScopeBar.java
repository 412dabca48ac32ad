package dev.stagecraft.ui.files;

import atlantafx.base.theme.Styles;
import dev.stagecraft.ui.control.StagePalette;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// Chooses which part of the layers is shown, at which layer, and whether as a tree or a treemap.
final class ScopeBar extends FlowPane {
    private final ContentsViewModel model;
    private final Texts texts = Texts.of(ScopeBar.class);
    private final Map<ScopeKind, ToggleButton> kinds = new EnumMap<>(ScopeKind.class);
    private final ComboBox<LayerFact> layers = new ComboBox<>();
    private final BooleanProperty treemap = new SimpleBooleanProperty(this, "treemap");
    private boolean filling;

    ScopeBar(ContentsViewModel model) {
        this.model = model;
        getStyleClass().add("scope-bar");
        // Narrow columns and large letters cut words rather than buttons.
        setMinWidth(0);
        HBox scopes = scopes();
        scopes.maxWidthProperty().bind(widthProperty());
        getChildren().addAll(scopes, layers, looks());
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

    BooleanProperty treemapProperty() {
        return treemap;
    }

    private HBox scopes() {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox();
        ScopeKind[] all = ScopeKind.values();
        for (int i = 0; i < all.length; i++) {
            ScopeKind kind = all[i];
            ToggleButton button = new ToggleButton(texts.text(kind.key()));
            button.setId(kind.key().replace('.', '-'));
            button.setTooltip(new Tooltip(texts.text(kind.key() + ".why")));
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

    private HBox looks() {
        ToggleGroup group = new ToggleGroup();
        ToggleButton tree = look("look.tree", Feather.LIST);
        ToggleButton map = look("look.treemap", Feather.GRID);
        tree.setId("look-tree");
        map.setId("look-treemap");
        tree.getStyleClass().add(Styles.LEFT_PILL);
        map.getStyleClass().add(Styles.RIGHT_PILL);
        tree.setToggleGroup(group);
        map.setToggleGroup(group);
        tree.setSelected(true);
        tree.setOnAction(e -> {
            tree.setSelected(true);
            treemap.set(false);
        });
        map.setOnAction(e -> {
            map.setSelected(true);
            treemap.set(true);
        });
        return new HBox(tree, map);
    }

    private ToggleButton look(String key, Feather picture) {
        ToggleButton button = new ToggleButton("", Icons.of(picture, "icon-small"));
        button.getStyleClass().add("icon-only");
        button.setAccessibleText(texts.text(key));
        button.setTooltip(new Tooltip(texts.text(key)));
        return button;
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
