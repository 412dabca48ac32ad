package dev.stagecraft.ui.support;

import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.HistoryEntry;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageConfig;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.ImageSummary;
import dev.stagecraft.image.Layer;
import dev.stagecraft.image.Platform;
import dev.stagecraft.stage.Ambiguity;
import dev.stagecraft.stage.Instruction;
import dev.stagecraft.stage.Known;
import dev.stagecraft.stage.Reason;
import dev.stagecraft.stage.Stage;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.stage.Step;
import dev.stagecraft.stage.Totals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Images and trees that tests show.
public final class SampleImages {
    public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private SampleImages() {}

    /// A digest of one repeated byte.
    public static Digest digest(int number) {
        return Digest.sha256("%064x".formatted(number));
    }

    /// An image with one layer for each size; a size of -1 makes a step without a layer.
    public static Image image(int number, String tags, long... sizes) {
        List<Layer> layers = new ArrayList<>();
        List<HistoryEntry> history = new ArrayList<>();
        long sum = 0;
        for (int i = 0; i < sizes.length; i++) {
            boolean empty = sizes[i] < 0;
            HistoryEntry entry =
                    new HistoryEntry(
                            empty ? "ENV STEP=" + i : "RUN make part" + i + " # buildkit",
                            Optional.of(NOW.minusSeconds(3600L * (sizes.length - i))),
                            "buildkit.dockerfile.v0",
                            "",
                            empty,
                            OptionalLong.of(Math.max(0, sizes[i])),
                            Optional.empty());
            history.add(entry);
            if (!empty) {
                layers.add(
                        new Layer(
                                layers.size(),
                                new DiffId(digest(number * 1000 + i)),
                                Optional.empty(),
                                OptionalLong.of(sizes[i]),
                                OptionalLong.empty(),
                                Optional.of(entry)));
                sum += sizes[i];
            }
        }
        LinkedHashMap<String, String> labels = new LinkedHashMap<>();
        labels.put("org.opencontainers.image.source", "https://example.org/source");
        return new Image(
                digest(number),
                tags.isEmpty()
                        ? List.of()
                        : List.of(tags.split(" ")).stream().map(ImageReference::parse).toList(),
                List.of(),
                Platform.parse("linux/amd64"),
                Optional.of(NOW.minusSeconds(3600L * number)),
                "",
                new ImageConfig(
                        List.of("PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8"),
                        Optional.of(List.of("/app/server")),
                        Optional.of(List.of("--port", "8080")),
                        "nonroot",
                        "/app",
                        List.of("8080/tcp"),
                        List.of(),
                        labels,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                layers,
                history,
                OptionalLong.of(sum),
                Optional.empty());
    }

    /// The row of the list for an image.
    public static ImageSummary summary(Image image) {
        return new ImageSummary(
                image.id(),
                image.tags(),
                image.repoDigests(),
                image.created(),
                image.size().orElse(0),
                OptionalLong.empty(),
                OptionalLong.empty(),
                image.parent(),
                false,
                Map.of());
    }

    /// A calculator in Go: 123 MB of ubuntu and 876 MB of builder were left behind, 1.43 MB are
    /// shipped.
    public static StageTree calculator() {
        Image image = image(7, "calculator:latest calculator:1.0", -1, 1_430_000, -1, -1);
        Known recorded = Known.by(Reason.BUILD_CACHE, "x1", "[build 2/5] RUN apt-get install");
        Known observed = Known.by(Reason.OWN_LAYERS);
        Stage ubuntu =
                stage(
                        "base:ubuntu",
                        Stage.Kind.BASE,
                        false,
                        "ubuntu:24.04",
                        "",
                        List.of(
                                step(0, "ADD", "rootfs.tar.gz /", 123_000_000, false, observed),
                                step(1, "CMD", "[\"/bin/bash\"]", -1, false, observed)),
                        Known.by(Reason.LOCAL_IMAGE_NAMED, "ubuntu:24.04"),
                        Optional.of(
                                new Ambiguity(
                                        Ambiguity.Kind.SEVERAL_NAMES,
                                        List.of("ubuntu:24.04", "ubuntu:latest"))));
        Stage build =
                stage(
                        "build",
                        Stage.Kind.BUILD,
                        false,
                        "build",
                        "ubuntu:24.04",
                        List.of(
                                step(
                                        0,
                                        "RUN",
                                        "apt-get update && \\\n    apt-get install -y golang",
                                        875_000_000,
                                        false,
                                        recorded),
                                step(1, "WORKDIR", "/src", 0, false, recorded),
                                step(2, "COPY", ". .", 2_000, false, recorded),
                                step(3, "ENV", "CGO_ENABLED=0", -1, false, recorded),
                                step(4, "RUN", "go build -o calculator", 998_000, false, recorded)),
                        recorded,
                        Optional.empty());
        Stage last =
                stage(
                        "final",
                        Stage.Kind.BUILD,
                        true,
                        "",
                        "scratch",
                        List.of(
                                step(0, "LABEL", "maintainer=team", -1, true, observed),
                                step(
                                        1,
                                        "COPY",
                                        "--from=build /src/calculator /",
                                        1_430_000,
                                        true,
                                        observed),
                                step(2, "USER", "nonroot", -1, true, observed),
                                step(3, "ENTRYPOINT", "[\"/calculator\"]", -1, true, observed)),
                        observed,
                        Optional.empty());
        return new StageTree(
                image,
                List.of(ubuntu, build, last),
                new Totals(1_430_000, 999_000_000, true),
                StageTree.DockerfileSource.GIVEN,
                List.of());
    }

    private static Stage stage(
            String id,
            Stage.Kind kind,
            boolean shipped,
            String name,
            String base,
            List<Step> steps,
            Known known,
            Optional<Ambiguity> ambiguity) {
        return new Stage(
                id,
                kind,
                shipped,
                Optional.of(name).filter(n -> !n.isEmpty()),
                kind == Stage.Kind.BUILD ? OptionalInt.of(shipped ? 1 : 0) : OptionalInt.empty(),
                Optional.of(base).filter(b -> !b.isEmpty()),
                Optional.empty(),
                steps,
                steps.stream().mapToLong(s -> s.size().orElse(0)).sum(),
                true,
                known,
                ambiguity,
                Optional.empty());
    }

    private static Step step(
            int index, String keyword, String arguments, long size, boolean shipped, Known known) {
        boolean layer = size >= 0;
        return new Step(
                index,
                new Instruction(keyword, arguments, List.of(), Optional.empty()),
                layer && shipped
                        ? Optional.of(
                                new Layer(
                                        0,
                                        new DiffId(digest(4711)),
                                        Optional.of(digest(4712)),
                                        OptionalLong.of(size),
                                        OptionalLong.of(size / 2),
                                        Optional.empty()))
                        : Optional.empty(),
                layer,
                OptionalLong.of(Math.max(0, size)),
                Optional.of(NOW.minusSeconds(600)),
                known,
                OptionalInt.of(index + 2),
                keyword.equals("COPY") && shipped ? Optional.of("build") : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
