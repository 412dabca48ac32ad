package dev.stagecraft.ui.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.ui.support.EngineConnection.State;
import org.junit.jupiter.api.Test;

class EngineConnectionTest {
    private final UiQueue ui = new UiQueue();
    private final Tasks tasks =
            new Tasks(
                    ui,
                    failure -> {
                        throw new AssertionError(failure);
                    });

    private EngineConnection connection(FakeEngines engines) {
        EngineConnection connection = new EngineConnection(engines, tasks);
        connection.start();
        return connection;
    }

    private void await(EngineConnection connection, State state) {
        ui.until(() -> connection.stateProperty().get() == state);
    }

    @Test
    void theFirstEngineIsUsedAndAllPlacesAreListed() {
        FakeEngine docker = new FakeEngine("docker");
        EngineConnection connection =
                connection(new FakeEngines().with("docker", docker).without("podman"));
        await(connection, State.CONNECTED);
        assertThat(connection.engineProperty().get()).containsSame(docker);
        ui.until(() -> connection.candidates().size() == 2);
        assertThat(connection.candidates().get(1).problem().orElseThrow().getMessage())
                .isEqualTo("this user may not open /run/podman.sock");
    }

    @Test
    void anEngineThatStopsIsKeptAndComesBackByItself() {
        FakeEngine docker = new FakeEngine("docker");
        EngineConnection connection = connection(new FakeEngines().with("docker", docker));
        await(connection, State.CONNECTED);
        docker.stop();
        await(connection, State.LOST);
        assertThat(connection.engineProperty().get()).containsSame(docker);
        assertThat(connection.problemProperty().get()).startsWith("nobody listens at");
        long changes = connection.changesProperty().get();
        docker.restart();
        await(connection, State.CONNECTED);
        assertThat(connection.problemProperty().get()).isEmpty();
        assertThat(connection.changesProperty().get()).isGreaterThan(changes);
    }

    @Test
    void anEngineThatIsStartedLaterIsFound() {
        FakeEngines engines = new FakeEngines().without("docker");
        EngineConnection connection = connection(engines);
        await(connection, State.NONE);
        assertThat(connection.problemProperty().get())
                .isEqualTo("this user may not open /run/docker.sock");
        FakeEngine docker = new FakeEngine("docker");
        engines.start("docker", docker);
        await(connection, State.CONNECTED);
        assertThat(connection.engineProperty().get()).containsSame(docker);
    }

    @Test
    void switchingHangsUpOnTheOldEngineAndIgnoresWhatItStillSays() {
        FakeEngine docker = new FakeEngine("docker");
        FakeEngine podman = new FakeEngine("podman");
        EngineConnection connection =
                connection(new FakeEngines().with("docker", docker).with("podman", podman));
        await(connection, State.CONNECTED);
        ui.until(() -> connection.candidates().size() == 2);
        connection.use(connection.candidates().get(1));
        ui.until(() -> connection.engineProperty().get().filter(podman::equals).isPresent());
        ui.until(() -> docker.closed);
        docker.stop();
        podman.happen("tag", "x");
        ui.until(() -> connection.changesProperty().get() > 0);
        assertThat(connection.stateProperty().get()).isEqualTo(State.CONNECTED);
    }

    @Test
    void noOtherEngineTakesThePlaceOfAChosenOneThatDoesNotAnswer() {
        FakeEngine docker = new FakeEngine("docker");
        FakeEngines engines = new FakeEngines().with("docker", docker).without("podman");
        EngineConnection connection = connection(engines);
        await(connection, State.CONNECTED);
        ui.until(() -> connection.candidates().size() == 2);
        connection.use(connection.candidates().get(1));
        await(connection, State.NONE);
        assertThat(connection.problemProperty().get())
                .isEqualTo("this user may not open /run/podman.sock");
        FakeEngine podman = new FakeEngine("podman");
        engines.start("podman", podman);
        await(connection, State.CONNECTED);
        assertThat(connection.engineProperty().get()).containsSame(podman);
    }

    @Test
    void onlyEventsOfImagesCountAsChanges() {
        FakeEngine docker = new FakeEngine("docker");
        EngineConnection connection = connection(new FakeEngines().with("docker", docker));
        await(connection, State.CONNECTED);
        docker.happen("tag", "app:latest");
        ui.until(() -> connection.changesProperty().get() == 1);
    }
}
