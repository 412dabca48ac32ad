package dev.stagecraft.ui.shell;

import java.io.File;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Scene;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.PickResult;
import javafx.scene.input.TransferMode;

/// Files that a person drags over a window. The headless platform delivers none, so JavaFX's own
/// events are made here, with what its platforms put behind a [Dragboard].
final class FileDrag {
    private final Dragboard board;

    private FileDrag(Dragboard board) {
        this.board = board;
    }

    /// A drag of these files; made on the window's thread.
    static FileDrag of(List<File> files) {
        try {
            return new FileDrag(board(files));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static Dragboard board(List<File> files) throws ReflectiveOperationException {
        Class<?> clipboard = Class.forName("com.sun.javafx.tk.TKClipboard");
        Object peer =
                Proxy.newProxyInstance(
                        clipboard.getClassLoader(),
                        new Class<?>[] {clipboard},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getContentTypes" -> Set.of(DataFormat.FILES);
                                    case "hasContent" -> arguments[0].equals(DataFormat.FILES);
                                    case "getContent" ->
                                            arguments[0].equals(DataFormat.FILES) ? files : null;
                                    case "getTransferModes" -> EnumSet.allOf(TransferMode.class);
                                    default -> throw new UnsupportedOperationException();
                                });
        return (Dragboard)
                Class.forName("com.sun.javafx.scene.input.DragboardHelper")
                        .getMethod("createDragboard", clipboard)
                        .invoke(null, peer);
    }

    /// Sends an event to the window, on its thread.
    ///
    /// @return the event as it came back: what was accepted, whether the drop was taken
    DragEvent send(Scene scene, EventType<DragEvent> type) {
        DragEvent event =
                new DragEvent(
                        scene,
                        scene,
                        type,
                        board,
                        20,
                        20,
                        20,
                        20,
                        TransferMode.COPY,
                        null,
                        null,
                        new PickResult(scene.getRoot(), 20, 20));
        Event.fireEvent(scene, event);
        return event;
    }
}
