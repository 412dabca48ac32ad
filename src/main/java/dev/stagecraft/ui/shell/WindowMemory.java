package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.support.Settings;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// Puts the window where it was, if there still is a screen there.
final class WindowMemory {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final double SMALLEST_WIDTH = 640;
    private static final double SMALLEST_HEIGHT = 420;

    private WindowMemory() {}

    static void restore(Stage stage, Settings settings) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        double width = settings.number("window.width").orElse(Math.min(WIDTH, screen.getWidth()));
        double height =
                settings.number("window.height").orElse(Math.min(HEIGHT, screen.getHeight()));
        stage.setWidth(Math.max(SMALLEST_WIDTH, width));
        stage.setHeight(Math.max(SMALLEST_HEIGHT, height));
        stage.setMinWidth(SMALLEST_WIDTH);
        stage.setMinHeight(SMALLEST_HEIGHT);
        double x = settings.number("window.x").orElse(Double.NaN);
        double y = settings.number("window.y").orElse(Double.NaN);
        if (!Screen.getScreensForRectangle(x + 40, y + 10, 80, 20).isEmpty()) {
            stage.setX(x);
            stage.setY(y);
        }
        stage.setMaximized(settings.number("window.maximized").orElse(0) > 0);
    }

    static void remember(Stage stage, Settings settings) {
        settings.setNumber("window.maximized", stage.isMaximized() ? 1 : 0);
        if (!stage.isMaximized() && !stage.isFullScreen() && !stage.isIconified()) {
            settings.setNumber("window.width", stage.getWidth());
            settings.setNumber("window.height", stage.getHeight());
            settings.setNumber("window.x", stage.getX());
            settings.setNumber("window.y", stage.getY());
        }
    }
}
