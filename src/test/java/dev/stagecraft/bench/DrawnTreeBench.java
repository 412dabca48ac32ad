package dev.stagecraft.bench;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineLocator;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageSummary;
import dev.stagecraft.ui.shell.StagecraftApplication;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TreeTableView;
import javafx.stage.Window;

/// How long after an image was chosen in the real window its stages are drawn, against what the
/// engine takes to answer for it (inspect and history), in one run on the engine's own images.
///
/// Arguments: the number of images, 20 when absent. Run with `mvn -q
/// -Dbench="dev.stagecraft.bench.DrawnTreeBench"`.
public final class DrawnTreeBench {
    private static final long PATIENCE = 60_000_000_000L;

    private final Scene scene;

    private DrawnTreeBench(Scene scene) {
        this.scene = scene;
    }

    /// @param args the number of images
    public static void main(String[] args) throws Exception {
        int most = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        Thread.ofPlatform().daemon().start(() -> StagecraftApplication.open());
        DrawnTreeBench bench = new DrawnTreeBench(sceneOnScreen());
        EngineLocator locator = EngineLocator.ofThisProcess();
        try (Engine engine = locator.open(locator.current())) {
            List<ImageSummary> images =
                    engine.listImages(false).stream().filter(i -> !i.tags().isEmpty()).toList();
            int warm = Math.min(5, images.size() - 1);
            for (ImageSummary image : images.subList(0, warm)) {
                bench.choose(image);
            }
            List<ImageSummary> measured =
                    images.subList(warm, Math.min(images.size(), warm + most));
            double[] answers = new double[measured.size()];
            double[] more = new double[measured.size()];
            double worst = 0;
            for (int i = 0; i < measured.size(); i++) {
                double[] answer = new double[3];
                for (int t = 0; t < answer.length; t++) {
                    long begun = System.nanoTime();
                    Image answered = engine.inspect(measured.get(i).id().toString());
                    answer[t] = (System.nanoTime() - begun) / 1e6;
                    if (answered.layers().isEmpty()) {
                        throw new IllegalStateException("an image without layers");
                    }
                }
                answers[i] = median(answer);
                double drawn = bench.choose(measured.get(i)) / 1e6;
                more[i] = drawn - answers[i];
                worst = Math.max(worst, more[i]);
            }
            String result =
                    String.format(
                            Locale.ROOT,
                            "%d images of %d on the engine: its answer %.1f ms, the drawn tree"
                                    + " %.1f ms after that (medians); at worst %.1f ms after",
                            measured.size(),
                            images.size(),
                            median(answers),
                            median(more),
                            worst);
            System.out.println(result);
        }
        Runtime.getRuntime().halt(0);
    }

    private static Scene sceneOnScreen() throws Exception {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < PATIENCE) {
            try {
                Scene scene =
                        onWindowThread(() ->
                                Window.getWindows().stream()
                                        .filter(Window::isShowing)
                                        .map(Window::getScene)
                                        .filter(s -> s.lookup("#image-list") != null)
                                        .findFirst()
                                        .orElse(null));
                if (scene != null) {
                    return scene;
                }
            } catch (IllegalStateException e) {
                // JavaFX has not begun.
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("no window");
    }

    /// Finds the image by its id, chooses it, and waits until a frame with its stages was laid out.
    ///
    /// @return how long after the choice, in nanoseconds
    private long choose(ImageSummary image) throws Exception {
        String hex = image.id().hex().substring(0, 12);
        ListView<?> list = (ListView<?>) scene.lookup("#image-list");
        onWindowThread(() -> {
            ((TextInputControl) scene.lookup("#search")).setText(hex);
            return true;
        });
        await(() -> place(list, hex) >= 0);
        // The list keeps its selection: what was read meanwhile must not count.
        Thread.sleep(100);
        AtomicLong drawn = new AtomicLong();
        CountDownLatch done = new CountDownLatch(1);
        long begun =
                onWindowThread(() -> {
                    Object before = root();
                    scene.addPostLayoutPulseListener(
                            new Runnable() {
                                @Override
                                public void run() {
                                    if (!root().equals(before) && isNamed(image)) {
                                        drawn.compareAndSet(0, System.nanoTime());
                                        done.countDown();
                                        Platform.runLater(
                                                () -> scene.removePostLayoutPulseListener(this));
                                    }
                                }
                            });
                    long now = System.nanoTime();
                    list.getSelectionModel().select(place(list, hex));
                    return now;
                });
        if (!done.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no tree of " + image.tags());
        }
        // What the neighbours and the build cache tell comes later, and keeps the engine busy.
        await(() -> scene.lookup("#status-task") instanceof Label task && task.getText().isEmpty());
        return drawn.get() - begun;
    }

    /// Where the image's row is, once the list holds no other image; -1 before that.
    private static int place(ListView<?> list, String hex) {
        List<String> rows = list.getItems().stream().map(String::valueOf).toList();
        List<String> images = rows.stream().filter(r -> r.startsWith("EngineImage")).toList();
        return images.size() == 1 && images.getFirst().contains(hex)
                ? rows.indexOf(images.getFirst())
                : -1;
    }

    private Object root() {
        TreeTableView<?> tree = (TreeTableView<?>) scene.lookup("#stage-tree");
        return tree == null || tree.getRoot() == null || tree.getRoot().getChildren().isEmpty()
                ? this
                : tree.getRoot().getChildren().getFirst();
    }

    private boolean isNamed(ImageSummary image) {
        return scene.lookup("#image-name") instanceof Label name
                && image.tags().stream()
                        .anyMatch(tag ->
                                name.getText().endsWith(tag.toString())
                                        || tag.toString().endsWith(name.getText()));
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long begun = System.nanoTime();
        while (!onWindowThread(condition)) {
            if (System.nanoTime() - begun > PATIENCE) {
                throw new IllegalStateException("it did not happen");
            }
            Thread.sleep(5);
        }
    }

    private static <T> T onWindowThread(Callable<T> question) throws Exception {
        FutureTask<T> task = new FutureTask<>(question);
        Platform.runLater(task);
        return task.get();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
