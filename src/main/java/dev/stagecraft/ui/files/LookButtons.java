package dev.stagecraft.ui.files;

import atlantafx.base.theme.Styles;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// Chooses whether the files are shown as a tree or as a treemap.
final class LookButtons extends HBox {
    private final BooleanProperty treemap = new SimpleBooleanProperty(this, "treemap");
    private final ToggleGroup group = new ToggleGroup();
    private final Texts texts = Texts.of(LookButtons.class);

    LookButtons() {
        getStyleClass().add("looks");
        ToggleButton tree = look("tree", Feather.LIST, Styles.LEFT_PILL, false);
        ToggleButton map = look("treemap", Feather.GRID, Styles.RIGHT_PILL, true);
        tree.setSelected(true);
        getChildren().addAll(tree, map);
    }

    BooleanProperty treemapProperty() {
        return treemap;
    }

    private ToggleButton look(String key, Feather picture, String pill, boolean isTreemap) {
        ToggleButton button = new ToggleButton("", Icons.of(picture, "icon-small"));
        button.setId("look-" + key);
        button.getStyleClass().addAll("icon-only", pill);
        Hint.name(button, texts.text("look." + key));
        button.setToggleGroup(group);
        button.setOnAction(e -> {
            button.setSelected(true);
            treemap.set(isTreemap);
        });
        return button;
    }
}
