package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.ThemeChoice;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// What a person can set: each change takes effect at once.
final class SettingsCard extends VBox {
    private final ChoiceBox<ThemeChoice> theme = new ChoiceBox<>();

    SettingsCard(Settings settings, Overlay overlay, Texts texts) {
        getStyleClass().addAll("overlay-card", "settings-card");
        Label title = new Label(texts.text("settings.title"));
        title.getStyleClass().add("page-title");
        theme.getItems().setAll(ThemeChoice.values());
        theme.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(@Nullable ThemeChoice choice) {
                        return choice == null ? "" : texts.text("settings.theme." + choice);
                    }

                    @Override
                    public ThemeChoice fromString(String text) {
                        throw new UnsupportedOperationException(text);
                    }
                });
        theme.valueProperty().bindBidirectional(settings.themeProperty());
        theme.setAccessibleText(texts.text("settings.theme"));
        Slider zoom =
                new Slider(
                        Settings.SMALLEST_ZOOM,
                        Settings.LARGEST_ZOOM,
                        settings.zoomProperty().get());
        zoom.setMajorTickUnit(50);
        zoom.setMinorTickCount(4);
        zoom.setBlockIncrement(10);
        zoom.setSnapToTicks(true);
        zoom.setShowTickMarks(true);
        zoom.setShowTickLabels(true);
        zoom.setAccessibleText(texts.text("settings.zoom"));
        // While it is dragged the card would grow under the pointer.
        zoom.valueChangingProperty()
                .addListener((p, o, changing) -> {
                    if (!changing) {
                        settings.zoomProperty().set((int) Math.round(zoom.getValue()));
                    }
                });
        zoom.valueProperty()
                .addListener((p, o, value) -> {
                    if (!zoom.isValueChanging()) {
                        settings.zoomProperty().set((int) Math.round(value.doubleValue()));
                    }
                });
        GridPane grid = new GridPane();
        grid.getStyleClass().add("settings-grid");
        row(grid, 0, texts.text("settings.theme"), theme);
        row(grid, 1, texts.text("settings.zoom"), zoom);
        Button close = new Button(texts.text("overlay.close"));
        close.setOnAction(e -> overlay.close());
        HBox foot = new HBox(close);
        foot.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(title, grid, foot);
    }

    /// What gets the focus first.
    Node first() {
        return theme;
    }

    private static void row(GridPane grid, int row, String name, Node control) {
        Label label = new Label(name);
        label.setLabelFor(control);
        grid.addRow(row, label, control);
    }
}
