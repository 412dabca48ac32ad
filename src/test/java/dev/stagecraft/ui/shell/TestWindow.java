package dev.stagecraft.ui.shell;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testfx.api.FxRobot;

/// The window of a test, which is closed after it.
final class TestWindow extends ShellFixture implements AfterEachCallback {
    TestWindow() {}

    /// @param kept where the settings are kept
    TestWindow(Path kept) {
        super(Optional.of(kept));
    }

    @Override
    TestWindow withEngine() {
        super.withEngine();
        return this;
    }

    /// Whether a text can be seen that holds the words. From the window's thread.
    boolean says(FxRobot robot, String words) {
        return robot.lookup((Node n) ->
                        n instanceof Labeled l
                                && n.isVisible()
                                && l.getText() != null
                                && l.getText().contains(words))
                .tryQuery()
                .isPresent();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        new FxRobot().interact(() -> shell().close());
    }
}
