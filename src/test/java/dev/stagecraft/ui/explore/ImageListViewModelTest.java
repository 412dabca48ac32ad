package dev.stagecraft.ui.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.ui.support.EngineConnection;
import dev.stagecraft.ui.support.FakeEngine;
import dev.stagecraft.ui.support.FakeEngines;
import dev.stagecraft.ui.support.SampleImages;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.UiQueue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class ImageListViewModelTest {
    private final UiQueue ui = new UiQueue();
    private final Tasks tasks =
            new Tasks(
                    ui,
                    failure -> {
                        throw new AssertionError(failure);
                    });
    private final Settings settings = new Settings(Optional.empty());
    private final FakeEngine engine =
            new FakeEngine("docker")
                    .with(
                            SampleImages.image(3, "web:1.0 web:latest shop:2", 100, 50),
                            SampleImages.image(1, "alpine:3.22", 8),
                            SampleImages.image(2, "", 900));

    private ImageListViewModel model() {
        EngineConnection connection =
                new EngineConnection(new FakeEngines().with("docker", engine), tasks);
        ImageListViewModel model =
                new ImageListViewModel(
                        connection,
                        tasks,
                        settings,
                        () -> List.of(new SampleEntry("go", "A calculator in Go", 1_430_000, 0)),
                        Source::ofFile);
        connection.start();
        ui.until(() -> names(model).contains("alpine:3.22"));
        return model;
    }

    private static List<String> names(ImageListViewModel model) {
        return model.rows().stream()
                .filter(row -> row instanceof ListRow.EngineImage)
                .map(ListWords::name)
                .toList();
    }

    @Test
    void anImageWithSeveralTagsIsOneRow() {
        assertThat(names(model())).containsExactly("alpine:3.22", "web:1.0");
        assertThat(ListWords.names(engine.images.get(0).tags()))
                .isEqualTo("web:1.0, latest, shop:2");
    }

    @Test
    void thatThereAreNoImagesIsSaidOnlyWhenTheEngineSaidIt() {
        engine.images.clear();
        EngineConnection connection =
                new EngineConnection(new FakeEngines().with("docker", engine), tasks);
        ImageListViewModel model =
                new ImageListViewModel(connection, tasks, settings, List::of, Source::ofFile);
        List<String> said = new ArrayList<>();
        model.rows()
                .addListener(
                        (ListChangeListener<ListRow>)
                                change ->
                                        said.add(
                                                connection.stateProperty().get()
                                                        + ": "
                                                        + ListWords.name(model.rows().get(1))));
        connection.start();
        ui.until(() -> said.contains("CONNECTED: The engine has no images"));
        assertThat(said.stream().filter(s -> s.startsWith("CONNECTED")).findFirst())
                .hasValue("CONNECTED: Reading the list of images …");
    }

    @Test
    void untaggedImagesAreShownWhenAskedForAndThatIsRemembered() {
        ImageListViewModel model = model();
        assertThat(names(model)).hasSize(2);
        model.untaggedProperty().set(true);
        assertThat(names(model)).containsExactly("alpine:3.22", "000000000000", "web:1.0");
        assertThat(model().untaggedProperty().get()).isTrue();
    }

    @Test
    void theSearchLooksAtEveryTagAndAtTheBeginningOfTheId() {
        ImageListViewModel model = model();
        model.queryProperty().set("SHOP");
        assertThat(names(model)).containsExactly("web:1.0");
        model.queryProperty().set("web 1.0");
        assertThat(names(model)).containsExactly("web:1.0");
        model.queryProperty().set("sha256:" + SampleImages.digest(1).hex());
        assertThat(names(model)).containsExactly("alpine:3.22");
        model.queryProperty().set("nothing");
        assertThat(names(model)).isEmpty();
        assertThat(model.rows())
                .contains(new ListRow.Hint(ListRow.Group.IMAGES, "Nothing fits the search"));
    }

    @Test
    void imagesAreSortedByAgeNameSizeAndWhatIsTheirOwn() {
        ImageListViewModel model = model();
        model.orderProperty().set(ImageOrder.NAME);
        assertThat(names(model)).containsExactly("alpine:3.22", "web:1.0");
        model.orderProperty().set(ImageOrder.LARGEST);
        assertThat(names(model)).containsExactly("web:1.0", "alpine:3.22");
        model.orderProperty().set(ImageOrder.NEWEST);
        assertThat(names(model)).containsExactly("alpine:3.22", "web:1.0");
    }

    @Test
    void whatIsSharedArrivesAfterTheList() {
        ImageListViewModel model = model();
        ui.until(() ->
                model.rows().stream()
                        .anyMatch(row ->
                                row instanceof ListRow.EngineImage(var summary)
                                        && summary.size() == 150
                                        && summary.own().orElse(0) == 113));
    }

    @Test
    void anImageThatIsBuiltElsewhereAppears() {
        ImageListViewModel model = model();
        engine.with(SampleImages.image(4, "new:1", 5));
        engine.happen("tag", "new:1");
        ui.until(() -> names(model).contains("new:1"));
        engine.images.removeIf(s -> s.size() == 5);
        engine.happen("delete", "new:1");
        ui.until(() -> !names(model).contains("new:1"));
    }

    @Test
    void theListStaysWhileTheEngineIsLost() {
        ImageListViewModel model = model();
        engine.stop();
        ui.until(() -> !model.failureProperty().get().isEmpty() || refreshed(model));
        assertThat(names(model)).containsExactly("alpine:3.22", "web:1.0");
    }

    private static boolean refreshed(ImageListViewModel model) {
        model.refresh();
        return false;
    }

    @Test
    void manyEventsAtOnceReadTheListOnceMoreNotManyTimes() {
        ImageListViewModel model = model();
        int before = engine.lists.get();
        for (int i = 0; i < 100; i++) {
            engine.happen("tag", "x");
        }
        engine.with(SampleImages.image(4, "new:1", 5));
        engine.happen("tag", "new:1");
        ui.until(() -> names(model).contains("new:1"));
        assertThat(engine.lists.get() - before).isLessThan(50);
    }

    @Test
    void groupsFoldAndRecentFilesAreListed() {
        settings.addRecent(Path.of("/tmp/app.tar"));
        ImageListViewModel model = model();
        assertThat(model.rows())
                .contains(
                        new ListRow.RecentFile(
                                Path.of("/tmp/app.tar"),
                                new Source.OfArchive(
                                        Path.of("/tmp/app.tar"),
                                        Optional.empty(),
                                        Optional.empty())));
        model.toggle(ListRow.Group.IMAGES);
        assertThat(names(model)).isEmpty();
        assertThat(model.rows().getFirst())
                .isEqualTo(new ListRow.Head(ListRow.Group.IMAGES, 2, true));
    }
}
