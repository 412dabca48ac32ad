package dev.stagecraft.ui.shell;

import static dev.stagecraft.archive.TarBytes.tar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.archive.ArchiveBytes;
import dev.stagecraft.ui.support.FxWait;
import java.io.File;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javafx.event.Event;
import javafx.event.EventHandler;
import javafx.event.EventType;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Files that are dragged over the window and dropped, with the events that a desktop would send:
/// no robot of the headless platform drags files.
@ExtendWith(ApplicationExtension.class)
class DropJourneyTest {
    @RegisterExtension final TestWindow window = new TestWindow().withEngine();
    @TempDir Path folder;
    private final AtomicReference<Scene> scene = new AtomicReference<>();

    @Start
    void start(Stage stage) {
        window.start(stage);
        scene.set(stage.getScene());
    }

    /// What a desktop hands over with a drag. The toolkit makes it in a class that it keeps to
    /// itself.
    private static Dragboard holding(DataFormat format, Object content)
            throws ReflectiveOperationException {
        Class<?> peer = Class.forName("com.sun.javafx.tk.TKClipboard");
        Object held =
                Proxy.newProxyInstance(
                        peer.getClassLoader(),
                        new Class<?>[] {peer},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getContent" ->
                                            arguments[0].equals(format) ? content : null;
                                    case "hasContent" -> arguments[0].equals(format);
                                    case "getContentTypes" -> Set.of(format);
                                    case "getTransferModes" -> Set.of(TransferMode.COPY);
                                    default -> null;
                                });
        Method make = Dragboard.class.getDeclaredMethod("createDragboard", peer);
        make.setAccessible(true);
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> (Dragboard) make.invoke(null, held));
    }

    private DragEvent send(FxRobot robot, EventType<DragEvent> type, Dragboard board) {
        DragEvent event =
                new DragEvent(
                        null,
                        scene.get(),
                        type,
                        board,
                        300,
                        300,
                        300,
                        300,
                        TransferMode.COPY,
                        null,
                        scene.get(),
                        null);
        AtomicReference<DragEvent> seen = new AtomicReference<>(event);
        EventHandler<DragEvent> see = seen::set;
        robot.interact(() -> {
            scene.get().addEventFilter(type, see);
            Event.fireEvent(scene.get(), event);
            scene.get().removeEventFilter(type, see);
        });
        return seen.get();
    }

    @Test
    void anArchiveThatIsDroppedAnywhereIsOpened(FxRobot robot) throws Exception {
        Path archive =
                ArchiveBytes.saved("dropped:1", List.of(tar().file("a", "1").bytes()))
                        .writeTo(folder.resolve("dropped.tar"));
        Dragboard board = holding(DataFormat.FILES, List.<File>of(archive.toFile()));
        DragEvent over = send(robot, DragEvent.DRAG_OVER, board);
        assertThat(over.getAcceptedTransferMode()).isEqualTo(TransferMode.COPY);
        assertThat(robot.lookup(".drop-hint").query().isVisible()).isTrue();
        send(robot, DragEvent.DRAG_DROPPED, board);
        send(robot, DragEvent.DRAG_EXITED, board);
        assertThat(robot.lookup(".drop-hint").query().isVisible()).isFalse();
        FxWait.until(() -> window.says(robot, "dropped:1"));
        assertThat(window.shell().openedProperty().get().orElseThrow().image().displayName())
                .isEqualTo("dropped:1");
    }

    @Test
    void theListMarksTheArchiveOfWhichAnImageIsToBeChosen(FxRobot robot) throws Exception {
        List<byte[]> layers = List.of(tar().file("a", "1").bytes());
        ArchiveBytes two = new ArchiveBytes();
        two.index(
                two.image("linux/amd64", layers, layers), two.image("linux/arm64", layers, layers));
        Path archive = two.writeTo(folder.resolve("two.tar"));
        robot.interact(() -> {
            window.shell().openPath(archive);
        });
        FxWait.until(() -> window.says(robot, "arm64"));
        ListView<?> list = robot.lookup("#image-list").queryListView();
        assertThat(list.getSelectionModel().getSelectedItem().toString()).contains("two.tar");
    }

    @Test
    void aTextThatIsDraggedIsNotTaken(FxRobot robot) throws Exception {
        Dragboard board = holding(DataFormat.PLAIN_TEXT, "alpine");
        DragEvent over = send(robot, DragEvent.DRAG_OVER, board);
        assertThat(over.getAcceptedTransferMode()).isNull();
        assertThat(robot.lookup(".drop-hint").query().isVisible()).isFalse();
    }
}
