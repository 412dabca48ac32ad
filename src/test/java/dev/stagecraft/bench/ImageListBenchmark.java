package dev.stagecraft.bench;

import dev.stagecraft.ui.explore.ImageListView;
import dev.stagecraft.ui.explore.ImageListViewModel;
import dev.stagecraft.ui.support.EngineConnection;
import dev.stagecraft.ui.support.FakeEngine;
import dev.stagecraft.ui.support.FakeEngines;
import dev.stagecraft.ui.support.SampleImages;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Theme;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// How long the window's thread is held while a list of images is searched and scrolled: each
/// keystroke and each step of scrolling with the styling and layout that follow it, by the clock
/// and in the thread's own processor time, which other programs do not lengthen. Run with `mvn -q
/// -Dbench="dev.stagecraft.bench.ImageListBenchmark"`.
public final class ImageListBenchmark {
    private static final String SEARCH = "team-7/service";
    private static final int ROUNDS = 4;

    private final List<double[]> typed = new ArrayList<>();
    private final List<double[]> scrolled = new ArrayList<>();
    private @Nullable ImageListViewModel model;
    private @Nullable Scene scene;

    /// @param args the number of images, 1 000 when absent
    public static void main(String[] args) throws Exception {
        int images = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
        Platform.startup(() -> {});
        try {
            new ImageListBenchmark().run(images);
        } finally {
            Platform.exit();
        }
    }

    private void run(int images) throws Exception {
        FakeEngine engine = new FakeEngine("default");
        for (int i = 0; i < images; i++) {
            engine.with(
                    SampleImages.image(
                            i + 1,
                            "registry.example.org/team-" + i % 20 + "/service-" + i + ":1." + i,
                            1_000_000L + i));
        }
        onWindowThread(() -> open(engine));
        ImageListViewModel list = Objects.requireNonNull(model);
        while (list.images().size() < images) {
            Thread.sleep(50);
        }
        Thread.sleep(500);
        for (int round = 0; round < ROUNDS; round++) {
            if (round == 1) {
                // What the first round shows is how the compiler begins.
                report("first round, typing", typed);
                report("first round, scrolling", scrolled);
                typed.clear();
                scrolled.clear();
            }
            for (int end = 1; end <= SEARCH.length(); end++) {
                String text = SEARCH.substring(0, end);
                onWindowThread(() -> typed.add(measured(() -> list.queryProperty().set(text))));
            }
            for (int end = SEARCH.length() - 1; end >= 0; end--) {
                String text = SEARCH.substring(0, end);
                onWindowThread(() -> typed.add(measured(() -> list.queryProperty().set(text))));
            }
            for (int row = 0; row < images; row += 9) {
                int to = row;
                onWindowThread(() -> scrolled.add(measured(() -> rows().scrollTo(to))));
            }
        }
        report("typing", typed);
        report("scrolling", scrolled);
    }

    private ListView<?> rows() {
        return (ListView<?>) Objects.requireNonNull(scene).lookup("#image-list");
    }

    private void open(FakeEngine engine) {
        Settings settings = new Settings(Optional.empty());
        Tasks tasks =
                new Tasks(
                        Platform::runLater,
                        failure -> {
                            throw new IllegalStateException(failure);
                        });
        EngineConnection connection =
                new EngineConnection(new FakeEngines().with("default", engine), tasks);
        Theme theme = new Theme(settings, List.of());
        model = new ImageListViewModel(connection, tasks, settings, List::of, Source::ofFile);
        ImageListView view =
                new ImageListView(
                        model, (source, name) -> {}, text -> {}, theme, Clock.systemUTC());
        scene = new Scene(view, 330, 900);
        theme.dress(scene);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
        connection.start();
    }

    /// Milliseconds by the clock and of the thread.
    private double[] measured(Runnable action) {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long clock = System.nanoTime();
        action.run();
        Scene shown = Objects.requireNonNull(scene);
        shown.getRoot().applyCss();
        shown.getRoot().layout();
        return new double[] {
            (System.nanoTime() - clock) / 1e6, (threads.getCurrentThreadCpuTime() - cpu) / 1e6
        };
    }

    private static void report(String what, List<double[]> times) {
        double[] clock = times.stream().mapToDouble(t -> t[0]).sorted().toArray();
        double[] cpu = times.stream().mapToDouble(t -> t[1]).sorted().toArray();
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "%s, %d steps: longest %.1f ms (%.1f ms of the thread), median %.1f ms"
                                + " (%.1f ms)",
                        what,
                        clock.length,
                        clock[clock.length - 1],
                        cpu[cpu.length - 1],
                        clock[clock.length / 2],
                        cpu[cpu.length / 2]));
    }

    private static void onWindowThread(Runnable action)
            throws InterruptedException, ExecutionException {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                action.run();
                done.complete(true);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        done.get();
    }
}
