package dev.stagecraft.ui.control;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;

/// What colours mean: a patch with its mark, and a name, for each category that has one.
public final class Legend extends FlowPane {
    /// An empty legend.
    public Legend() {
        getStyleClass().add("legend");
    }

    /// Shows other categories.
    public void setCategories(List<Category> categories) {
        getChildren().clear();
        for (Category category : categories) {
            if (category.name().isEmpty()) {
                continue;
            }
            Region patch = new Region();
            patch.getStyleClass().addAll("patch", category.styleClass());
            if (category.hatched()) {
                patch.getStyleClass().add("hatched");
            }
            Label label =
                    new Label(
                            category.mark().isEmpty()
                                    ? category.name()
                                    : category.mark() + "  " + category.name(),
                            patch);
            getChildren().add(label);
        }
        setVisible(!getChildren().isEmpty());
        setManaged(isVisible());
    }
}
