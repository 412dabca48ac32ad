package dev.stagecraft.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.compare.Change;
import dev.stagecraft.compare.FileContents;
import dev.stagecraft.compare.Side;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.Listings;
import dev.stagecraft.ui.compare.CompareViewModel.FilesState;
import dev.stagecraft.ui.compare.CompareViewModel.State;
import dev.stagecraft.ui.support.Progress;
import dev.stagecraft.ui.support.SampleImages;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.UiQueue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CompareViewModelTest {
    private static final Candidate BIG = sample("shop-big", 999_000_000);
    private static final Candidate SMALL = sample("shop-small", 1_430_000);
    private static final Candidate OTHER = sample("web-one", 5);

    private final UiQueue ui = new UiQueue();
    private final List<Throwable> unexpected = new ArrayList<>();
    private final FakeReader reader = new FakeReader();
    private final CompareViewModel model =
            new CompareViewModel(
                    reader, new Tasks(ui, unexpected::add), () -> List.of(SMALL, BIG, OTHER));

    private static Candidate sample(String name, long size) {
        return new Candidate(
                new Source.OfSample(name), name, Candidate.Kind.SAMPLE, OptionalLong.of(size));
    }

    /// Reads what it was given; may be held up before the files.
    private static final class FakeReader implements SideReader {
        final Map<Candidate, FileTree> trees = new HashMap<>();
        final Map<Candidate, Exception> broken = new HashMap<>();
        final List<String> read = Collections.synchronizedList(new ArrayList<>());
        Optional<CountDownLatch> gate = Optional.empty();

        @Override
        public Side image(Candidate candidate, Progress progress) throws Exception {
            read.add("image " + candidate.name());
            if (broken.containsKey(candidate)) {
                throw broken.get(candidate);
            }
            Image image =
                    SampleImages.image(1, candidate.name() + ":1", candidate.size().orElseThrow());
            return new Side(candidate.name(), image, Optional.empty(), FileContents.NONE);
        }

        @Override
        public Files files(Candidate candidate, Side side, Progress progress) throws Exception {
            read.add("files " + candidate.name());
            if (gate.isPresent()) {
                gate.get().await();
            }
            FileTree tree = trees.get(candidate);
            if (tree == null) {
                throw new NoFilesException("a recording has none");
            }
            return new Files(
                    new Side(side.name(), side.image(), Optional.of(tree), FileContents.NONE),
                    p -> FileContents.of(Map.of("etc/passwd", passwd())));
        }

        private static byte[] passwd() {
            return "app:x:1000:1000::/home/app:/bin/false\n"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private FilesState files() {
        return ((State.Shown) model.stateProperty().get()).files();
    }

    private boolean isShown() {
        return model.stateProperty().get() instanceof State.Shown;
    }

    @Test
    void oneImageAloneIsNoComparison() {
        model.choose(Place.BEFORE, BIG);
        assertThat(model.stateProperty().get()).isInstanceOf(State.Choosing.class);
        assertThat(reader.read).isEmpty();
    }

    @Test
    void sizesAreShownAlthoughARecordingHasNoFiles() {
        model.choose(BIG, SMALL);
        ui.until(() -> isShown() && files() instanceof FilesState.Unavailable);

        assertThat(files()).isEqualTo(new FilesState.Unavailable("a recording has none"));
        assertThat(model.comparison().orElseThrow().size().orElseThrow().factorText())
                .isEqualTo("699");
    }

    @Test
    void filesFollowAndThenWhatTheListsSay() {
        reader.trees.put(BIG, tree(Listings.layer().file("bin/sh", 10).file("etc/passwd", 30)));
        reader.trees.put(SMALL, tree(Listings.layer().file("etc/passwd", 30)));
        model.choose(BIG, SMALL);
        ui.until(() -> isShown() && files().equals(new FilesState.Known(true)));

        var comparison = model.comparison().orElseThrow();
        assertThat(comparison.contents().orElseThrow().files().files(Change.REMOVED)).isEqualTo(1);
        assertThat(comparison.users().after().accounts().orElseThrow().getFirst().name())
                .isEqualTo("app");
        assertThat(unexpected).isEmpty();
    }

    @Test
    void swappingReadsNothingAgain() {
        reader.trees.put(BIG, tree(Listings.layer().file("a", 1)));
        reader.trees.put(SMALL, tree(Listings.layer().file("a", 1)));
        model.choose(BIG, SMALL);
        ui.until(() -> isShown() && files().equals(new FilesState.Known(true)));
        reader.read.clear();

        model.swap();
        ui.until(() -> isShown() && files().equals(new FilesState.Known(true)));

        assertThat(model.chosenProperty(Place.BEFORE).get()).contains(SMALL);
        assertThat(model.comparison().orElseThrow().before().name()).isEqualTo("shop-small");
        assertThat(reader.read).isEmpty();
    }

    @Test
    void theSideThatCannotBeReadIsNamedAndCanBeTriedAgain() {
        IOException gone = new IOException("gone");
        reader.broken.put(SMALL, gone);
        model.choose(BIG, SMALL);
        ui.until(() -> model.stateProperty().get() instanceof State.Failed);
        assertThat(model.stateProperty().get()).isEqualTo(new State.Failed(Place.AFTER, gone));

        reader.broken.clear();
        model.compare();
        ui.until(this::isShown);
        assertThat(unexpected).isEmpty();
    }

    @Test
    void stoppingLeavesWhatIsKnown() {
        reader.gate = Optional.of(new CountDownLatch(1));
        model.choose(BIG, SMALL);
        ui.until(this::isShown);
        model.cancel();
        ui.until(() -> files() instanceof FilesState.Cancelled);
        assertThat(model.comparison()).isPresent();
    }

    @Test
    void anAnswerThatIsNoLongerWantedIsNotShown() {
        CountDownLatch held = new CountDownLatch(1);
        reader.gate = Optional.of(held);
        model.choose(BIG, SMALL);
        ui.until(this::isShown);
        reader.gate = Optional.empty();
        model.choose(Place.AFTER, OTHER);
        held.countDown();
        ui.until(() -> isShown() && files() instanceof FilesState.Unavailable);
        assertThat(model.comparison().orElseThrow().after().name()).isEqualTo("web-one");
    }

    @Test
    void samplesThatAreTwoOfAKindArePairsTheLargerFirst() {
        assertThat(model.pairs()).containsExactly(List.of(BIG, SMALL));
    }

    @Test
    void whatIsSearchedHasAllWordsInItsName() {
        assertThat(model.candidates("shop B")).containsExactly(BIG);
        assertThat(model.candidates("")).hasSize(3);
        assertThat(model.find("sample:web-one")).contains(OTHER);
    }

    @Test
    void theOneThatIsWrittenOutComesBeforeLongerNames() {
        Candidate slim = sample("debian:13-slim", 79_600_000);
        Candidate whole = sample("debian:13", 123_000_000);
        CompareViewModel images =
                new CompareViewModel(
                        reader, new Tasks(ui, unexpected::add), () -> List.of(slim, whole));

        assertThat(images.candidates("Debian:13")).containsExactly(whole, slim);
        assertThat(images.candidates("debian")).containsExactly(slim, whole);
    }

    private static FileTree tree(Listings listing) {
        return FileTree.of(List.of(listing.build()));
    }
}
