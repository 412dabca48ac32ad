package dev.stagecraft.ui.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.Image;
import dev.stagecraft.stage.Clues;
import dev.stagecraft.stage.StageInference;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.ui.explore.ImageReader.Reading;
import dev.stagecraft.ui.explore.OpenImageViewModel.State;
import dev.stagecraft.ui.support.FakeEngines;
import dev.stagecraft.ui.support.SampleImages;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.UiQueue;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OpenImageViewModelTest {
    private final UiQueue ui = new UiQueue();
    private final Tasks tasks =
            new Tasks(
                    ui,
                    failure -> {
                        throw new AssertionError(failure);
                    });
    private final Settings settings = new Settings(Optional.empty());
    private final Source first = new Source.OfEngine(SampleImages.digest(1));
    private final Source second = new Source.OfEngine(SampleImages.digest(2));
    private final StageTree quick = tree(1, 100);
    private final StageTree full = SampleImages.calculator();

    private static StageTree tree(int number, long size) {
        Image image = SampleImages.image(number, "app:" + number, size);
        return StageInference.infer(Clues.of(image));
    }

    @Test
    void whatIsKnownAtOnceIsShownBeforeTheRest() {
        CountDownLatch go = new CountDownLatch(1);
        OpenImageViewModel model =
                new OpenImageViewModel(
                        (source, dockerfile, early, progress) -> {
                            early.accept(quick);
                            go.await();
                            return Reading.of(full);
                        },
                        tasks,
                        settings);
        model.open(first, "app");
        assertThat(model.stateProperty().get()).isEqualTo(new State.Loading(first, "app"));
        ui.until(
                () -> model.openedProperty().get().filter(o -> o.tree().equals(quick)).isPresent());
        go.countDown();
        ui.until(() -> model.openedProperty().get().filter(o -> o.tree().equals(full)).isPresent());
        assertThat(model.stateProperty().get()).isInstanceOf(State.Shown.class);
    }

    @Test
    void anImageThatTakesLongMakesWayForTheNextOne() {
        CountDownLatch never = new CountDownLatch(1);
        OpenImageViewModel model =
                new OpenImageViewModel(
                        (source, dockerfile, early, progress) -> {
                            if (source.equals(first)) {
                                never.await();
                            }
                            return Reading.of(full);
                        },
                        tasks,
                        settings);
        model.open(first, "slow");
        model.open(second, "fast");
        ui.until(() -> model.stateProperty().get() instanceof State.Shown);
        assertThat(model.openedProperty().get().orElseThrow().source()).isEqualTo(second);
        ui.until(() -> tasks.running().isEmpty());
        assertThat(model.stateProperty().get()).isInstanceOf(State.Shown.class);
    }

    @Test
    void aFailureSaysWhatToDoAndAnotherTryIsPossible() {
        List<String> tries = new ArrayList<>();
        OpenImageViewModel model =
                new OpenImageViewModel(
                        (source, dockerfile, early, progress) -> {
                            tries.add("try");
                            if (tries.size() == 1) {
                                throw FakeEngines.refused("docker");
                            }
                            return Reading.of(full);
                        },
                        tasks,
                        settings);
        model.open(first, "app");
        ui.until(() -> model.stateProperty().get() instanceof State.Failed);
        State.Failed failed = (State.Failed) model.stateProperty().get();
        assertThat(failed.message()).isEqualTo("this user may not open /run/docker.sock");
        assertThat(failed.advice()).startsWith("Add the user to the docker group");
        assertThat(failed.details()).contains("EngineUnavailableException");
        model.open(first, "app");
        ui.until(() -> model.stateProperty().get() instanceof State.Shown);
    }

    @Test
    void aFileThatIsGoneIsSaidToBe() {
        OpenImageViewModel model =
                new OpenImageViewModel(
                        (source, dockerfile, early, progress) -> {
                            throw new NoSuchFileException("/tmp/app.tar");
                        },
                        tasks,
                        settings);
        model.open(first, "app");
        ui.until(() -> model.stateProperty().get() instanceof State.Failed);
        State.Failed failed = (State.Failed) model.stateProperty().get();
        assertThat(failed.message()).isEqualTo("/tmp/app.tar");
        assertThat(failed.advice()).startsWith("The file is not there any more.");
    }

    @Test
    void aPersonCanCancelAndIsToldSo() {
        CountDownLatch never = new CountDownLatch(1);
        OpenImageViewModel model =
                new OpenImageViewModel(
                        (source, dockerfile, early, progress) -> {
                            never.await();
                            return Reading.of(full);
                        },
                        tasks,
                        settings);
        model.open(first, "app");
        ui.until(() -> !tasks.running().isEmpty());
        tasks.running().getFirst().cancel();
        ui.until(() -> model.stateProperty().get().equals(new State.Cancelled(first, "app")));
    }

    @Test
    void aDockerfileIsRememberedForItsImage() {
        List<Optional<Path>> given = new ArrayList<>();
        OpenImageViewModel model =
                new OpenImageViewModel(
                        (source, dockerfile, early, progress) -> {
                            given.add(dockerfile);
                            return Reading.of(full);
                        },
                        tasks,
                        settings);
        model.open(first, "app");
        ui.until(() -> model.openedProperty().get().isPresent());
        model.setDockerfile(Optional.of(Path.of("/src/Dockerfile")));
        ui.until(() -> model.openedProperty().get().orElseThrow().dockerfile().isPresent());
        assertThat(given)
                .containsExactly(Optional.empty(), Optional.of(Path.of("/src/Dockerfile")));
        assertThat(settings.dockerfile(first.key())).contains(Path.of("/src/Dockerfile"));
        assertThat(settings.dockerfile(second.key())).isEmpty();
    }
}
