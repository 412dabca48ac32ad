package dev.stagecraft.ui.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.stage.Ambiguity;
import dev.stagecraft.stage.Known;
import dev.stagecraft.stage.Reason;
import dev.stagecraft.stage.Stage;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.ui.control.Segment;
import dev.stagecraft.ui.support.Address;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.SampleImages;
import dev.stagecraft.ui.support.Source;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;

class StageRowsTest {
    private final Source source = new Source.OfSample("calculator");
    private final StageTree tree = SampleImages.calculator();
    private final Opened opened = new Opened(source, tree, Optional.empty());
    private final StageWords words = new StageWords();

    @Test
    void stagesAreRootsAndBasesAreFolded() {
        List<StageNode> nodes = StageNode.of(source, tree);
        assertThat(nodes.stream().map(n -> words.name(n.row().stage())))
                .containsExactly("ubuntu:24.04", "build", "final stage");
        assertThat(nodes.stream().map(StageNode::expanded)).containsExactly(false, true, true);
    }

    @Test
    void settingsInARowAreFoldedAndASingleOneIsNot() {
        List<StageNode> nodes = StageNode.of(source, tree);
        StageNode last = nodes.getLast();
        assertThat(last.children().stream().map(n -> n.row().getClass().getSimpleName()))
                .containsExactly("OfStep", "OfStep", "OfSettings");
        StageRow.OfSettings fold = (StageRow.OfSettings) last.children().getLast().row();
        assertThat(words.settings(fold.steps())).isEqualTo("USER · ENTRYPOINT");
        assertThat(last.children().getLast().expanded()).isFalse();
        assertThat(last.children().getLast().children()).hasSize(2);
    }

    @Test
    void equalSettingsAreCounted() {
        List<dev.stagecraft.stage.Step> steps =
                tree.stages().getLast().steps().stream().filter(s -> !s.makesLayer()).toList();
        assertThat(words.settings(List.of(steps.get(0), steps.get(0), steps.get(1))))
                .isEqualTo("2 × LABEL · USER");
    }

    @Test
    void thePiecesOfTheBarAreTheStepsWithBytes() {
        StageTreeViewModel model =
                new StageTreeViewModel(new SimpleObjectProperty<>(Optional.empty()));
        List<Segment<Address>> segments = model.segments(opened);
        assertThat(segments.stream().map(Segment::bytes))
                .containsExactly(123_000_000L, 875_000_000L, 2_000L, 998_000L, 1_430_000L);
        assertThat(segments.stream().map(Segment::shipped))
                .containsExactly(false, false, false, false, true);
        assertThat(segments.get(4).key()).isEqualTo(new Address.OfStep(source, "final", 1));
        assertThat(segments.get(4).owner()).isEqualTo(new Address.OfStage(source, "final"));
        assertThat(StageTreeViewModel.scale(opened)).isEqualTo(1_000_430_000L);
    }

    @Test
    void anInstructionOverSeveralLinesIsOneLineInTheTree() {
        assertThat(words.arguments(tree.stages().get(1).steps().get(0)))
                .isEqualTo("apt-get update && apt-get install -y golang");
    }

    @Test
    void sharesAreShortAndNeverZeroForSomething() {
        assertThat(StageWords.share(0)).isEmpty();
        assertThat(StageWords.share(0.00001)).isEqualTo("<0.1\u00a0%");
        assertThat(StageWords.share(0.0143)).isEqualTo("1.4\u00a0%");
        assertThat(StageWords.share(0.995)).isEqualTo("100\u00a0%");
    }

    @Test
    void everyReasonAndAmbiguityHasWordsAndForeignTextInThemIsEscaped() {
        for (Reason reason : Reason.values()) {
            String text = words.explanation(Known.by(reason, "evil\u202ename", "7"));
            assertThat(text).doesNotContain("\u202e").doesNotContain("{");
        }
        for (Ambiguity.Kind kind : Ambiguity.Kind.values()) {
            assertThat(words.doubt(new Ambiguity(kind, List.of("a\nb", "c")))).contains("a\\nb, c");
        }
    }

    @Test
    void namesFromImagesAreEscaped() {
        Stage stage = tree.stages().get(1);
        Stage evil =
                new Stage(
                        stage.id(),
                        stage.kind(),
                        stage.shipped(),
                        Optional.of("a\u0007b"),
                        stage.index(),
                        Optional.of("c\u202ed"),
                        stage.standsOn(),
                        stage.steps(),
                        stage.size(),
                        stage.sizeComplete(),
                        stage.known(),
                        stage.ambiguity(),
                        stage.imageId());
        assertThat(words.name(evil)).isEqualTo("a\\u0007b");
        assertThat(words.from(evil)).isEqualTo("FROM c\\u202ed");
    }
}
