package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Theme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/// The window before there is anything in it: on the screen at once, where it was and in the colour
/// of its theme, while what belongs into it is made.
final class FirstFrame {
    private FirstFrame() {}

    /// Shows the window.
    ///
    /// @return what is to be filled
    static Scene show(Stage stage, Settings settings) {
        Scene scene = new Scene(new StackPane());
        scene.setFill(Theme.ground(settings));
        WindowMemory.restore(stage, settings);
        stage.setScene(scene);
        stage.show();
        return scene;
    }

    /// Does something once the frame is being drawn, so that it does not wait for it.
    static void then(Scene scene, Runnable next) {
        scene.addPostLayoutPulseListener(
                new Runnable() {
                    @Override
                    public void run() {
                        scene.removePostLayoutPulseListener(this);
                        Platform.runLater(next);
                    }
                });
    }
}
