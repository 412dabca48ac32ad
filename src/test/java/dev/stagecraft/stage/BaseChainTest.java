package dev.stagecraft.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BaseChainTest {
    private static final TestImage DEBIAN =
            TestImage.named("debian:trixie-slim", "debian:13-slim", "debian:stable-slim")
                    .layer("", 79_600_000);
    private static final TestImage PYTHON =
            DEBIAN.child("python:3.13-slim")
                    .setting("/bin/sh -c #(nop)  ENV LANG=C.UTF-8")
                    .layer("/bin/sh -c apt-get update", 96_600_000)
                    .setting("/bin/sh -c #(nop)  CMD [\"python3\"]");
    private static final TestImage APP =
            PYTHON.child("app:latest")
                    .layer(
                            "/bin/sh -c #(nop) COPY dir:0123456789012345678901234567890123 in /app ",
                            5)
                    .setting("/bin/sh -c #(nop)  CMD [\"python3\" \"/app\"]");

    private static StageTree infer(Image image, Image... others) {
        return StageInference.infer(
                new Clues(
                        image,
                        LocalImages.of(List.of(others)),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void theBaseAndItsOwnBaseAreNamedLowestFirst() {
        StageTree tree = infer(APP.image(), PYTHON.image(), DEBIAN.image(), APP.image());
        assertThat(tree.stages())
                .extracting(
                        s -> s.name().orElse("-"), Stage::kind, Stage::size, s -> s.steps().size())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "debian:trixie-slim", Stage.Kind.BASE, 79_600_000L, 1),
                        org.assertj.core.groups.Tuple.tuple(
                                "python:3.13-slim", Stage.Kind.BASE, 96_600_000L, 3),
                        org.assertj.core.groups.Tuple.tuple("-", Stage.Kind.BUILD, 5L, 2));
        assertThat(tree.stages().get(1).standsOn()).contains(tree.stages().get(0).id());
        assertThat(tree.stages().get(1).base()).contains("debian:trixie-slim");
        assertThat(tree.stages().get(2).standsOn()).contains(tree.stages().get(1).id());
        assertThat(tree.stages().get(2).base()).contains("python:3.13-slim");
        assertThat(tree.stages())
                .extracting(s -> s.known().evidence())
                .containsOnly(Evidence.OBSERVED);
        assertThat(tree.stages().get(1).known().facts()).containsExactly("python:3.13-slim", "2");
    }

    /// As Docker Engine 28.5 lists images of the containerd image store: a base with its other
    /// platforms has more bytes than the image that was made from it.
    @Test
    void aListThatCountsOtherwiseHidesNoBase() {
        List<Image> images = List.of(APP.image(), PYTHON.image(), DEBIAN.image());
        long[] listed = {448_000_000L, 900_000_000L, 171_000_000L};
        List<ImageSummary> list = new ArrayList<>();
        for (int i = 0; i < listed.length; i++) {
            Image image = images.get(i);
            list.add(
                    new ImageSummary(
                            image.id(),
                            image.tags(),
                            List.of(),
                            image.created(),
                            listed[i],
                            OptionalLong.empty(),
                            OptionalLong.empty(),
                            Optional.empty(),
                            false,
                            Map.of()));
        }
        LocalImages locals =
                LocalImages.asking(
                        list, id -> images.stream().filter(i -> i.id().equals(id)).findFirst());
        StageTree tree =
                StageInference.infer(
                        new Clues(
                                APP.image(),
                                locals,
                                List.of(),
                                Optional.empty(),
                                Optional.empty()));
        assertThat(tree.stages())
                .extracting(s -> s.name().orElse("-"))
                .containsExactly("debian:trixie-slim", "python:3.13-slim", "-");
    }

    @Test
    void theLayersOfTheShippedStagesAreTheImagesLayersInOrder() {
        StageTree tree = infer(APP.image(), PYTHON.image(), DEBIAN.image());
        assertThat(
                        tree.shipped().stream()
                                .flatMap(s -> s.steps().stream())
                                .flatMap(s -> s.layer().stream()))
                .containsExactlyElementsOf(APP.image().layers());
        assertThat(tree.totals().shipped()).isEqualTo(176_200_005L);
        assertThat(tree.totals().leftBehind()).isZero();
    }

    @Test
    void severalNamesOfOneBaseAreSaid() {
        StageTree tree = infer(APP.image(), PYTHON.image(), DEBIAN.image());
        assertThat(tree.stages().get(0).ambiguity())
                .contains(
                        new Ambiguity(
                                Ambiguity.Kind.SEVERAL_NAMES,
                                List.of(
                                        "debian:trixie-slim",
                                        "debian:13-slim",
                                        "debian:stable-slim")));
        assertThat(tree.stages().get(1).ambiguity()).isEmpty();
    }

    @Test
    void anImageWithOtherLayersIsNoBase() {
        Image other = TestImage.named("python:3.12-slim").layer("", 79_600_001).image();
        assertThat(infer(APP.image(), other).stages())
                .extracting(s -> s.known().reason())
                .doesNotContain(Reason.LAYERS_OF_LOCAL_IMAGE);
    }

    @Test
    void twoImagesWithTheSameLayersAreToldApartByTheHistory() {
        TestImage root = TestImage.named("static:latest").layer("bazel", 2_000_000);
        TestImage nonroot = root.child("static:nonroot").setting("/bin/sh -c #(nop)  USER 65532");
        TestImage app =
                nonroot.child("app")
                        .layer(
                                "/bin/sh -c #(nop) COPY file:0123456789012345678901234567890123 in / ",
                                3);
        StageTree tree = infer(app.image(), root.image(), nonroot.image());
        assertThat(tree.stages())
                .extracting(s -> s.name().orElse("-"))
                .containsExactly("static:latest", "static:nonroot", "-");
        TestImage rootApp =
                root.child("app2")
                        .layer(
                                "/bin/sh -c #(nop) COPY file:0123456789012345678901234567890123 in / ",
                                3);
        assertThat(infer(rootApp.image(), root.image(), nonroot.image()).stages())
                .extracting(s -> s.name().orElse("-"))
                .containsExactly("static:latest", "-");
    }

    @Test
    void imagesThatOnlySettingsTellApartAreChosenBySettingsElseSaid() {
        TestImage root = TestImage.named("static:latest").layer("bazel", 2_000_000);
        Image nonroot =
                TestImage.named("static:nonroot").layer("bazel", 2_000_000).user("65532").image();
        TestImage app =
                root.child("app")
                        .layer(
                                "/bin/sh -c #(nop) COPY file:0123456789012345678901234567890123 in / ",
                                3);
        assertThat(infer(app.user("65532").image(), root.image(), nonroot).stages().getFirst())
                .matches(s -> s.name().equals(Optional.of("static:nonroot")))
                .matches(s -> s.ambiguity().isEmpty());
        TestImage own = app.setting("/bin/sh -c #(nop)  USER 1000").user("1000");
        assertThat(infer(own.image(), root.image(), nonroot).stages().getFirst().ambiguity())
                .contains(
                        new Ambiguity(
                                Ambiguity.Kind.SEVERAL_IMAGES,
                                List.of("static:nonroot", "static:latest")));
    }

    @Test
    void anImageWithNothingBelowStandsOnScratch() {
        Image image = TestImage.named("tiny").layer("COPY /app /app # buildkit", 9).image();
        assertThat(infer(image).stages().getFirst().base()).contains("scratch");
        Image imported = TestImage.named("imported").layer("", 9).image();
        assertThat(infer(imported).stages().getFirst().base()).isEmpty();
    }

    @Test
    void layersWithoutHistoryAreShownAndSaid() {
        Image whole = APP.image();
        Image image =
                new Image(
                        whole.id(),
                        whole.tags(),
                        List.of(),
                        whole.platform(),
                        whole.created(),
                        "",
                        whole.config(),
                        whole.layers(),
                        List.of(),
                        whole.size(),
                        Optional.empty());
        StageTree tree = infer(image);
        assertThat(tree.notices()).contains(StageTree.Notice.HISTORY_INCOMPLETE);
        assertThat(tree.stages().getFirst().steps())
                .extracting(s -> s.layer().orElseThrow().index())
                .containsExactly(0, 1, 2);
        assertThat(tree.totals().shipped()).isEqualTo(176_200_005L);
    }
}
