package dev.stagecraft.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.HistoryEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LayerAttributionTest {
    private static DiffId layer(int number) {
        return DiffId.parse("sha256:" + "%064x".formatted(number + 1));
    }

    private static List<DiffId> layers(int count) {
        return IntStream.range(0, count).mapToObj(LayerAttributionTest::layer).toList();
    }

    private static HistoryEntry step(String createdBy, long size, String comment) {
        return new HistoryEntry(
                createdBy,
                Optional.empty(),
                comment,
                "",
                size == 0,
                OptionalLong.of(size),
                Optional.empty());
    }

    private static HistoryEntry classic(String instruction, long size) {
        return step("/bin/sh -c " + instruction, size, "");
    }

    private static HistoryEntry buildkit(String instruction, long size) {
        return step(instruction, size, "buildkit.dockerfile.v0");
    }

    private static List<Boolean> made(LayerAttribution attribution) {
        return attribution.history().stream().map(step -> !step.emptyLayer()).toList();
    }

    @Test
    void stepsWithBytesHaveALayerEach() {
        LayerAttribution attribution =
                LayerAttribution.of(
                        List.of(
                                classic("#(nop) ADD file:x in / ", 5),
                                classic("#(nop)  CMD [\"sh\"]", 0),
                                classic("make", 7)),
                        layers(2));
        assertThat(made(attribution)).containsExactly(true, false, true);
        assertThat(attribution.exact()).isTrue();
        assertThat(attribution.layers())
                .extracting(l -> l.size().orElseThrow())
                .containsExactly(5L, 7L);
        assertThat(attribution.layers().get(1).history().orElseThrow().createdBy())
                .isEqualTo("/bin/sh -c make");
    }

    @Test
    void aRunThatChangedNothingStillHasItsLayerWithBuildKit() {
        LayerAttribution attribution =
                LayerAttribution.of(
                        List.of(
                                buildkit("COPY a /a # buildkit", 5),
                                buildkit("RUN /bin/sh -c true # buildkit", 0),
                                buildkit("ENV A=1", 0),
                                buildkit("CMD [\"x\"]", 0)),
                        layers(2));
        assertThat(made(attribution)).containsExactly(true, true, false, false);
        // Settings never have a layer, so nothing else is possible.
        assertThat(attribution.exact()).isTrue();
    }

    @Test
    void theEmptyTarsPlaceTellsWhichStepItBelongsTo() {
        List<DiffId> layers = List.of(layer(0), LayerAttribution.EMPTY_TAR, layer(1));
        LayerAttribution attribution =
                LayerAttribution.of(
                        List.of(
                                buildkit("RUN one # buildkit", 0),
                                buildkit("COPY a /a # buildkit", 5),
                                buildkit("RUN two # buildkit", 0),
                                buildkit("COPY b /b # buildkit", 6)),
                        layers);
        assertThat(made(attribution)).containsExactly(false, true, true, true);
        assertThat(attribution.exact()).isTrue();
        assertThat(attribution.layers().get(1).diffId()).isEqualTo(LayerAttribution.EMPTY_TAR);
    }

    @Test
    void wherePossibilitiesAreLeftTheLikeliestIsTakenAndSaidToBeInexact() {
        LayerAttribution attribution =
                LayerAttribution.of(
                        List.of(
                                classic("#(nop) ADD file:x in / ", 5),
                                classic("true", 0),
                                classic("#(nop) WORKDIR /work", 0)),
                        layers(2));
        assertThat(made(attribution)).containsExactly(true, false, true);
        assertThat(attribution.exact()).isFalse();
    }

    @Test
    void whatIntermediateImagesSayDecides() {
        List<HistoryEntry> steps =
                List.of(
                        classic("#(nop) ADD file:x in / ", 5),
                        classic("mkdir /a", 0),
                        classic("#(nop) WORKDIR /work", 0));
        LayerAttribution attribution = LayerAttribution.of(steps, layers(2), Map.of(0, 1, 1, 2));
        assertThat(made(attribution)).containsExactly(true, true, false);
        assertThat(attribution.exact()).isTrue();
    }

    @Test
    void aHistoryThatDoesNotFitLeavesTheLayersVisible() {
        LayerAttribution attribution = LayerAttribution.of(List.of(classic("make", 5)), layers(3));
        assertThat(attribution.layers()).hasSize(3);
        assertThat(attribution.layers()).allSatisfy(l -> assertThat(l.history()).isEmpty());
        assertThat(LayerAttribution.of(List.of(), layers(2)).layers()).hasSize(2);
        assertThat(LayerAttribution.of(List.of(classic("make", 5)), List.of()).layers()).isEmpty();
    }

    /// Any history with any number of layers that fits it: bytes are never lost or moved.
    @Property
    void theBytesOfTheLayersAreThoseOfTheSteps(@ForAll @Size(max = 12) List<Boolean> kinds) {
        List<HistoryEntry> steps =
                IntStream.range(0, kinds.size())
                        .mapToObj(i -> buildkit("RUN " + i, kinds.get(i) ? i + 1 : 0))
                        .toList();
        int least = (int) kinds.stream().filter(k -> k).count();
        for (int count = least; count <= kinds.size(); count++) {
            LayerAttribution attribution = LayerAttribution.of(steps, layers(count));
            assertThat(attribution.layers()).hasSize(count);
            assertThat(attribution.layers().stream().mapToLong(l -> l.size().orElseThrow()).sum())
                    .isEqualTo(steps.stream().mapToLong(s -> s.size().orElseThrow()).sum());
            assertThat(made(attribution).stream().filter(m -> m).count()).isEqualTo(count);
            assertThat(attribution.exact()).isEqualTo(count == least || count == kinds.size());
        }
    }
}
