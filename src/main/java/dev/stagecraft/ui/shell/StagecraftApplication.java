package dev.stagecraft.ui.shell;

import dev.stagecraft.archive.CacheFolder;
import dev.stagecraft.archive.DiskLayerCache;
import dev.stagecraft.engine.EngineLocator;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.SystemFileDialogs;
import dev.stagecraft.ui.support.Texts;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The program with its window. Parameters: `--engine=NAME` chooses an engine; anything else is a
/// file or an image of the engine to open.
public final class StagecraftApplication extends Application {
    private static final long CACHE_BYTES = 1L << 30;

    /// Read while JavaFX starts, which takes longer.
    private static final CompletableFuture<Settings> SETTINGS =
            CompletableFuture.supplyAsync(Settings::ofUser);

    private @Nullable Shell shell;

    /// Opens the window and waits until it is closed.
    ///
    /// @param arguments as above
    public static void open(String... arguments) {
        launch(StagecraftApplication.class, arguments);
    }

    @Override
    public void start(Stage stage) {
        Settings settings = SETTINGS.join();
        stage.setTitle(Texts.of(StagecraftApplication.class).text("app.name"));
        Scene scene = FirstFrame.show(stage, settings);
        FirstFrame.then(
                scene,
                () -> {
                    try {
                        fill(stage, scene, settings);
                    } catch (RuntimeException | Error e) {
                        // A program that has only an empty window would be of no use.
                        stage.close();
                        throw e;
                    }
                });
    }

    private void fill(Stage stage, Scene scene, Settings settings) {
        Optional<String> engine = Optional.ofNullable(getParameters().getNamed().get("engine"));
        Surroundings around =
                new Surroundings(
                        settings,
                        new LocatedEngines(EngineLocator.ofThisProcess(), engine),
                        SourceReader::new,
                        new DiskLayerCache(CacheFolder.ofUser().resolve("layers"), CACHE_BYTES),
                        new SystemFileDialogs(stage, settings),
                        StagecraftApplication::copy,
                        SourceReader::samples,
                        Clock.systemUTC());
        Shell made = new Shell(stage, around);
        shell = made;
        // A signal ends the process without stop().
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("end")
                                .unstarted(() -> {
                                    rest();
                                    made.end();
                                }));
        Quiet.CONTROLS.setLevel(Level.WARNING);
        made.start(scene, getParameters().getUnnamed());
    }

    /// Lets the window's thread do nothing more until the process is gone. On a signal JavaFX takes
    /// its drawing away at once, by a hook of its own, while that thread would still draw and
    /// answer the pointer for the seconds that it takes to clear up, and complain on the console.
    private static void rest() {
        Platform.runLater(() -> {
            while (true) {
                LockSupport.park();
            }
        });
    }

    @Override
    public void stop() {
        if (shell != null) {
            shell.close();
        }
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /// JavaFX tells on the console, as information, of every long list that stands at its end while
    /// its height grows. Held, since a logger that nobody holds forgets its level; and not before
    /// the window, which it would keep waiting.
    private static final class Quiet {
        static final Logger CONTROLS = Logger.getLogger("javafx.scene.control");
    }
}
