package dev.stagecraft.ui.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineCandidate;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.EngineLocator;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.ImageSummary;
import dev.stagecraft.ui.support.EngineConnection;
import dev.stagecraft.ui.support.EngineSource;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.UiQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The list on a real engine: what happens there is seen here.
class ImageListIT {
    private static final String TAG = "sc-ui/list-it:" + ProcessHandle.current().pid();

    private final UiQueue ui = new UiQueue();
    private final Tasks tasks =
            new Tasks(
                    ui,
                    failure -> {
                        throw new AssertionError(failure);
                    });
    private final EngineLocator locator = EngineLocator.ofThisProcess();

    private final class Located implements EngineSource {
        @Override
        public List<EngineCandidate> find() {
            return locator.find();
        }

        @Override
        public EngineCandidate first() {
            return locator.current();
        }

        @Override
        public Engine open(EngineCandidate candidate) throws EngineException {
            return locator.open(candidate);
        }
    }

    @BeforeEach
    void anEngineAnswers() {
        try (Engine engine = locator.open(locator.current())) {
            assumeTrue(
                    engine.listImages(false).stream().anyMatch(i -> !i.tags().isEmpty()),
                    "the engine has no image");
        } catch (EngineException e) {
            assumeTrue(false, "no engine answers: " + e.getMessage());
        }
    }

    @AfterEach
    void removeTheTag() throws IOException, InterruptedException {
        docker("rmi", TAG);
    }

    private static void docker(String... words) throws IOException, InterruptedException {
        String[] command = new String[words.length + 1];
        command[0] = "docker";
        System.arraycopy(words, 0, command, 1, words.length);
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void anImageThatIsTaggedElsewhereAppearsAndGoesWithinTwoSeconds()
            throws IOException, InterruptedException {
        EngineConnection connection = new EngineConnection(new Located(), tasks);
        ImageListViewModel model =
                new ImageListViewModel(
                        connection,
                        tasks,
                        new Settings(Optional.empty()),
                        List::of,
                        Source::ofFile);
        connection.start();
        // The stream of events is open once it has counted its first change.
        ui.until(() -> !model.images().isEmpty() && connection.changesProperty().get() > 0);
        ImageSummary some =
                model.images().stream().filter(i -> !i.tags().isEmpty()).findFirst().orElseThrow();

        docker("tag", some.id().toString(), TAG);
        long begun = System.nanoTime();
        ui.until(() -> hasTag(model));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));

        docker("rmi", TAG);
        begun = System.nanoTime();
        ui.until(() -> !hasTag(model));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        connection.close();
    }

    private static boolean hasTag(ImageListViewModel model) {
        ImageReference wanted = ImageReference.parse(TAG);
        return model.images().stream().anyMatch(i -> i.tags().contains(wanted));
    }
}
