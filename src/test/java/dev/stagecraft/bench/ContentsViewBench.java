package dev.stagecraft.bench;

import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileNote;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerListing;
import dev.stagecraft.image.Owner;
import dev.stagecraft.ui.files.ContentsTab;
import dev.stagecraft.ui.files.DeskOfTests;
import dev.stagecraft.ui.files.FilesModel;
import dev.stagecraft.ui.files.ImageFiles;
import dev.stagecraft.ui.files.Samples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;

/// How long the window's thread is kept busy at one go while a person filters, opens everything,
/// scrolls, sorts and switches layers in the contents of a large image, in the real view.
///
/// Arguments: the numbers of entries; 200 000 and 1 000 000 when absent. Writes a Markdown table:
/// the longest pause of each sequence, the window thread's own share of it, and the median time
/// until the result of one step is in the table.
public final class ContentsViewBench {
    private static final int LAYERS = 10;
    private static final int IN_FOLDER = 100;
    private static final long KEYSTROKE = 120;

    private final String entries;
    private final PauseMeter meter = new PauseMeter();
    private final AtomicLong changes = new AtomicLong();
    private final Stage stage;
    private final BorderPane root;
    private final TableView<?> table;

    private ContentsViewBench(int entries) throws Exception {
        this.entries = String.format(Locale.ROOT, "%,d", entries).replace(',', ' ');
        FileTree tree = tree(entries);
        BorderPane[] made = new BorderPane[1];
        stage =
                onWindowThread(() -> {
                    DeskOfTests desk = new DeskOfTests();
                    FilesModel files =
                            new FilesModel(
                                    (image, progress, early) ->
                                            new ImageFiles(tree, List.of(), Optional.empty()),
                                    desk.tasks());
                    ContentsTab tab = new ContentsTab(files, desk, text -> {});
                    made[0] = new BorderPane(tab.view());
                    made[0].setRight(tab.side().orElseThrow());
                    Stage window = new Stage();
                    Scene scene = new Scene(made[0], 980, 800);
                    desk.theme().dress(scene);
                    window.setScene(scene);
                    window.show();
                    tab.show(Samples.opened("sample:1", LAYERS));
                    return window;
                });
        root = made[0];
        while (root.lookup("#file-table") == null) {
            Thread.sleep(20);
        }
        table = (TableView<?>) root.lookup("#file-table");
        while (table.getItems().isEmpty()) {
            Thread.sleep(20);
        }
        onWindowThread(() -> {
            table.getItems()
                    .addListener((ListChangeListener<Object>) change -> changes.incrementAndGet());
            return null;
        });
    }

    public static void main(String[] args) throws Exception {
        List<Integer> sizes =
                args.length == 0
                        ? List.of(200_000, 1_000_000)
                        : Arrays.stream(args).map(Integer::valueOf).toList();
        CountDownLatch ready = new CountDownLatch(1);
        Platform.startup(ready::countDown);
        ready.await();
        Platform.setImplicitExit(false);
        print("| what | longest pause | of it the thread's own work | until it is shown |");
        print("|---|--:|--:|--:|");
        for (int size : sizes) {
            ContentsViewBench bench = new ContentsViewBench(size);
            // The first time is the compiler's.
            bench.run(false);
            bench.run(true);
            bench.close();
        }
        Platform.exit();
        System.exit(0);
    }

    private void run(boolean print) throws Exception {
        measure(print, "typing a text, taking it back", () -> type("file12"));
        mode(1);
        measure(print, "typing a glob, taking it back", () -> type("*7.so"));
        mode(2);
        measure(print, "typing a regular expression, taking it back", () -> type("dir[0-9]+/f.*9"));
        mode(0);
        measure(print, "opening everything", () -> List.of(step(() -> key(KeyCode.MULTIPLY))));
        measure(print, "scrolling through it", this::scroll);
        measure(print, "typing a text with everything open", () -> type("file12"));
        measure(print, "switching layers with everything open", this::layers);
        measure(print, "sorting with everything open", this::sort);
        measure(print, "closing the topmost folder, opening it", this::fold);
        measure(
                print,
                "closing everything",
                () -> List.of(step(() -> press("#scope-final")), step(() -> press("#close-all"))));
    }

    private void measure(boolean print, String what, Callable<List<Long>> steps) throws Exception {
        Thread.sleep(300);
        meter.take();
        List<Long> times = new ArrayList<>(steps.call());
        // What is drawn after the last step.
        Thread.sleep(150);
        PauseMeter.Longest longest = meter.take();
        times.removeIf(t -> t < 0);
        times.sort(null);
        if (print) {
            print(
                    "| %s entries: %s | %s | %s | %s |"
                            .formatted(
                                    entries,
                                    what,
                                    millis(longest.pause()),
                                    millis(longest.work()),
                                    times.isEmpty() ? "" : millis(times.get(times.size() / 2))));
        }
    }

    private List<Long> type(String text) throws Exception {
        List<Long> times = new ArrayList<>();
        TextField field = (TextField) root.lookup("#file-filter");
        for (int i = 1; i <= text.length(); i++) {
            String now = text.substring(0, i);
            times.add(step(() -> field.setText(now)));
        }
        for (int i = text.length() - 1; i >= 0; i--) {
            String now = text.substring(0, i);
            times.add(step(() -> field.setText(now)));
        }
        return times;
    }

    private List<Long> layers() throws Exception {
        List<Long> times = new ArrayList<>();
        times.add(step(() -> press("#scope-up-to")));
        ComboBox<?> choice = (ComboBox<?>) root.lookup("#layer-choice");
        for (int i = 0; i < LAYERS; i++) {
            int layer = i;
            times.add(step(() -> choice.getSelectionModel().select(layer)));
        }
        times.add(step(() -> press("#scope-dead")));
        times.add(step(() -> press("#scope-this-layer")));
        times.add(step(() -> press("#scope-final")));
        return times;
    }

    private List<Long> sort() throws Exception {
        List<Long> times = new ArrayList<>();
        for (int i : new int[] {0, 5, 1}) {
            times.add(step(() -> sortBy(table, i)));
        }
        return times;
    }

    private static <T> void sortBy(TableView<T> table, int column) {
        table.getSortOrder().setAll(List.of(table.getColumns().get(column)));
    }

    private List<Long> fold() throws Exception {
        onWindowThread(() -> {
            table.getSelectionModel().select(0);
            return null;
        });
        return List.of(step(() -> key(KeyCode.LEFT)), step(() -> key(KeyCode.RIGHT)));
    }

    private List<Long> scroll() throws Exception {
        int rows = table.getItems().size();
        for (int i = 0; i < 200; i++) {
            int to = (int) ((long) rows * i / 200);
            onWindowThread(() -> {
                table.scrollTo(to);
                return null;
            });
            Thread.sleep(8);
        }
        onWindowThread(() -> {
            table.scrollTo(0);
            return null;
        });
        return List.of();
    }

    private void mode(int index) throws Exception {
        onWindowThread(() -> {
            ((ComboBox<?>) root.lookup("#filter-mode")).getSelectionModel().select(index);
            return null;
        });
        Thread.sleep(400);
    }

    private void key(KeyCode code) {
        for (var type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
            table.fireEvent(
                    new KeyEvent(type, "", code.getChar(), code, false, false, false, false));
        }
    }

    private void press(String id) {
        Node button = root.lookup(id);
        ((ButtonBase) button).fire();
    }

    /// Does something and waits until the table shows other rows.
    ///
    /// @return how long that took, in nanoseconds; negative when there was nothing else to show
    private long step(Runnable action) throws Exception {
        long before = changes.get();
        long begun = System.nanoTime();
        onWindowThread(() -> {
            action.run();
            return null;
        });
        long took = -1;
        while (took < 0 && System.nanoTime() - begun < 5_000_000_000L) {
            if (changes.get() > before) {
                took = System.nanoTime() - begun;
            } else if (System.nanoTime() - begun > 1_500_000_000L) {
                break;
            } else {
                Thread.sleep(1);
            }
        }
        Thread.sleep(KEYSTROKE);
        return took;
    }

    private void close() throws Exception {
        meter.close();
        onWindowThread(() -> {
            stage.close();
            return null;
        });
    }

    private static <T> T onWindowThread(Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        Platform.runLater(task);
        try {
            return task.get(60, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the window hangs", e);
        }
    }

    /// Every tenth file of a layer is written anew by the next.
    private static FileTree tree(int entries) {
        List<LayerListing> layers = new ArrayList<>();
        int each = entries / LAYERS;
        for (int layer = 0; layer < LAYERS; layer++) {
            LayerListing.Builder out = new LayerListing.Builder();
            int again = layer == 0 ? 0 : each / 10;
            for (int i = 0; i < again; i++) {
                add(out, path(layer - 1, i * 9 / 10 * 10), FileKind.FILE, i % 977);
            }
            for (int i = 0; i < each - again; i++) {
                if (i % IN_FOLDER == 0) {
                    String path = path(layer, i);
                    add(out, path.substring(0, path.lastIndexOf('/')), FileKind.DIRECTORY, 0);
                }
                add(out, path(layer, i), FileKind.FILE, i * 7919L % 100_003);
            }
            layers.add(out.build());
        }
        return FileTree.of(layers);
    }

    private static String path(int layer, int file) {
        return "usr/lib/part%d/dir%d/file%d.so".formatted(layer, file / IN_FOLDER, file);
    }

    private static void add(LayerListing.Builder out, String path, FileKind kind, long size) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        boolean hashed = kind == FileKind.FILE;
        out.add(
                bytes,
                bytes.length,
                kind,
                hashed ? FileNote.HASHED.bit() : 0,
                size,
                hashed ? 0644 : 0755,
                new Owner(0, 0, "root", "root"),
                1_700_000_000L,
                new byte[0],
                hashed ? size : 0,
                hashed ? size * 31 : 0);
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, nanos < 1e7 ? "%.1f ms" : "%.0f ms", nanos / 1e6);
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
