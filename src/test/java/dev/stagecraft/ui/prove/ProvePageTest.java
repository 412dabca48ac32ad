package dev.stagecraft.ui.prove;

import dev.stagecraft.image.Image;
import dev.stagecraft.ui.control.StagePalette;
import dev.stagecraft.ui.support.FxWait;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Choosing what is proven, with the keyboard.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init")
class ProvePageTest {
    @TempDir Path folder;
    private SubjectViewModel subject;

    @Start
    void start(Stage stage) {
        Tasks tasks = new Tasks(Platform::runLater, e -> {});
        Theme theme =
                new Theme(
                        new Settings(Optional.empty()),
                        List.of(StagePalette.STYLESHEET, ProveView.STYLESHEET));
        ProveViewModel model = new ProveViewModel(new FakeProofs(), tasks, System::nanoTime);
        subject = new SubjectViewModel(tasks, model::propose);
        ProveHost host =
                new ProveHost() {
                    @Override
                    public void open(Image image) {}

                    @Override
                    public void compare(Image before, Image after) {}

                    @Override
                    public void copy(String text) {}
                };
        ProveView view =
                new ProveView(model, host, new SimpleBooleanProperty(true), true, theme::em);
        ProvePage page = new ProvePage(view, subject, Optional::empty, Optional::empty);
        Scene scene = new Scene(new VBox(new Button("elsewhere"), page.view()), 980, 640);
        theme.dress(scene);
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void theKeyboardGoesOnToTheAgreement(FxRobot robot) throws Exception {
        Path original = Files.writeString(folder.resolve("Dockerfile"), FakeProofs.BEFORE);
        Path rewritten = Files.writeString(folder.resolve("Rewritten"), FakeProofs.AFTER);
        robot.interact(() -> {
            subject.originalProperty().set(Optional.of(original));
            subject.rewrittenProperty().set(Optional.of(rewritten));
            robot.lookup("#prove-go").query().requestFocus();
        });
        robot.type(KeyCode.ENTER);
        FxWait.until(
                () -> robot.lookup("#prove-start").tryQuery().filter(Node::isFocused).isPresent());
    }
}
