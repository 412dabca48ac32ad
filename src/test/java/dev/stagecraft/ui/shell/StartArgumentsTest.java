package dev.stagecraft.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.ui.support.FxWait;
import dev.stagecraft.ui.support.Source;
import java.util.List;
import java.util.Optional;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The words after the program's name mean in the window what they mean to the commands.
@ExtendWith(ApplicationExtension.class)
class StartArgumentsTest {
    @RegisterExtension final TestWindow window = new TestWindow();

    @Start
    void start(Stage stage) {
        window.engines.without("default");
        window.start(stage, List.of("sample:calculator-go-scratch"));
    }

    @Test
    void aSampleIsOpenedByItsNameAlsoWithoutAnEngine() throws Exception {
        FxWait.until(() -> window.shell().openedProperty().get().isPresent());
        assertThat(window.shell().openedProperty().get().map(o -> o.source()))
                .isEqualTo(Optional.of(new Source.OfSample("calculator-go-scratch")));
    }
}
