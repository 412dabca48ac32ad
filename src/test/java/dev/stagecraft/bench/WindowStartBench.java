package dev.stagecraft.bench;

import dev.stagecraft.ui.shell.StagecraftApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// How long from the start of the JVM to the first frame of the window, and to the first that has
/// the program's controls in it, against a JavaFX window with nothing but a word in it, in turn.
/// Both are started on the class path with the same options, on the screen that `DISPLAY` names.
///
/// Arguments: the number of starts of each, 7 when absent. Run with `mvn -q
/// -Dbench="dev.stagecraft.bench.WindowStartBench"`.
public final class WindowStartBench {
    /// First frame, frame with controls, processor time until then.
    private static final int FIGURES = 3;

    private static @Nullable Scene watched;
    private static long firstFrame;

    private WindowStartBench() {}

    /// @param args the number of starts
    public static void main(String[] args) throws IOException, InterruptedException {
        int tries = args.length > 0 ? Integer.parseInt(args[0]) : 7;
        double[][] empty = new double[FIGURES][tries];
        double[][] ours = new double[FIGURES][tries];
        for (int i = 0; i < tries; i++) {
            start(EmptyWindow.class, empty, i);
            start(Program.class, ours, i);
        }
        String result =
                String.format(
                        Locale.ROOT,
                        "from the start of the JVM, medians of %d: an empty window %.0f ms;"
                                + " Stagecraft's first frame %.0f ms, ratio %.2f; with its controls"
                                + " %.0f ms, ratio %.2f; processor time %.0f and %.0f ms, ratio"
                                + " %.2f",
                        tries,
                        median(empty[1]),
                        median(ours[0]),
                        median(ours[0]) / median(empty[1]),
                        median(ours[1]),
                        median(ours[1]) / median(empty[1]),
                        median(empty[2]),
                        median(ours[2]),
                        median(ours[2]) / median(empty[2]));
        System.out.println(result);
    }

    private static void start(Class<?> main, double[][] into, int at)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperties().getProperty("java.home") + "/bin/java");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-Xlog:disable");
        command.add("-cp");
        command.add(System.getProperties().getProperty("java.class.path"));
        command.add(main.getName());
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || !said.contains(" ")) {
            process.destroyForcibly();
            throw new IllegalStateException("no window came: is there a display?");
        }
        String[] figures = said.trim().split(" ");
        for (int i = 0; i < FIGURES; i++) {
            into[i][at] = Double.parseDouble(figures[i]);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /// Says how old the process was when a window's first frame was laid out and when the first
    /// with controls in it was, and what processor time it took, and ends.
    private static void tell() {
        while (true) {
            try {
                Platform.runLater(() ->
                        Window.getWindows().stream()
                                .filter(Window::isShowing)
                                .findFirst()
                                .ifPresent(WindowStartBench::tell));
            } catch (IllegalStateException e) {
                // JavaFX has not begun.
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void tell(Window window) {
        if (watched == null) {
            watched = window.getScene();
            watched.addPostLayoutPulseListener(WindowStartBench::laidOut);
            Platform.requestNextPulse();
        }
    }

    /// What was laid out is handed to the thread that draws.
    private static void laidOut() {
        ProcessHandle.Info info = ProcessHandle.current().info();
        long age = Duration.between(info.startInstant().orElseThrow(), Instant.now()).toMillis();
        if (firstFrame == 0) {
            firstFrame = age;
        }
        if (watched != null && watched.lookup(".label") != null) {
            long work = info.totalCpuDuration().orElseThrow().toMillis();
            System.out.println(firstFrame + " " + age + " " + work);
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }

    private static void watch() {
        Thread.ofPlatform().daemon().start(WindowStartBench::tell);
    }

    /// Stagecraft.
    public static final class Program {
        private Program() {}

        /// @param args unused
        public static void main(String[] args) {
            watch();
            StagecraftApplication.open(args);
        }
    }

    /// The least that a JavaFX program can be.
    public static final class EmptyWindow {
        private EmptyWindow() {}

        /// @param args unused
        public static void main(String[] args) {
            watch();
            Application.launch(Empty.class, args);
        }
    }

    /// A window with a word in it. Not the main class: Java would want JavaFX as modules then.
    public static final class Empty extends Application {
        /// For JavaFX.
        public Empty() {}

        @Override
        public void start(Stage stage) {
            stage.setScene(new Scene(new StackPane(new Label("empty")), 1000, 700));
            stage.show();
        }
    }
}
