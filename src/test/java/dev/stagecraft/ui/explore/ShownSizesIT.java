package dev.stagecraft.ui.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.EngineLocator;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageSummary;
import dev.stagecraft.stage.Clues;
import dev.stagecraft.stage.LocalImages;
import dev.stagecraft.stage.StageInference;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.stage.Step;
import dev.stagecraft.ui.control.Segment;
import dev.stagecraft.ui.support.Address;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Source;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the window shows of an engine's images is what `docker` says of them.
class ShownSizesIT {
    private static final Logger LOG = LoggerFactory.getLogger(ShownSizesIT.class);
    private static final int ASKED = 16;

    private final StageTreeViewModel model =
            new StageTreeViewModel(new SimpleObjectProperty<Optional<Address>>(Optional.empty()));

    private static List<String> docker(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(error).isZero();
        return out.lines().toList();
    }

    @Test
    void theTreeAndTheBarSayWhatDockerHistoryAndDockerImagesSay() throws Exception {
        EngineLocator locator = EngineLocator.ofThisProcess();
        try (Engine engine = locator.open(locator.current())) {
            List<ImageSummary> tagged =
                    engine.listImages(false).stream().filter(i -> !i.tags().isEmpty()).toList();
            assumeTrue(!tagged.isEmpty(), "the engine has no image with a tag");
            LocalImages local =
                    LocalImages.asking(engine.listImages(true), id -> inspect(engine, id.hex()));
            int stride = Math.max(1, tagged.size() / ASKED);
            for (int i = 0; i < tagged.size(); i += stride) {
                compare(engine, local, tagged.get(i));
            }
        } catch (EngineException e) {
            assumeTrue(false, "no engine answers: " + e.getMessage());
        }
    }

    private static Optional<Image> inspect(Engine engine, String id) {
        try {
            return Optional.of(engine.inspect(id));
        } catch (EngineException e) {
            LOG.info("one neighbour less", e);
            return Optional.empty();
        }
    }

    private void compare(Engine engine, LocalImages local, ImageSummary summary)
            throws IOException, InterruptedException {
        String id = summary.id().toString();
        StageTree tree =
                StageInference.infer(
                        new Clues(
                                engine.inspect(id),
                                local,
                                List.of(),
                                Optional.empty(),
                                Optional.empty()));
        Opened opened = new Opened(new Source.OfEngine(summary.id()), tree, Optional.empty());
        String name = summary.tags().getFirst().familiar();

        // Newest first, as docker lists them.
        List<Long> history =
                new ArrayList<>(
                        docker("history", "--human=false", "--no-trunc", "--format={{.Size}}", id)
                                .stream()
                                .map(Long::valueOf)
                                .toList());
        Collections.reverse(history);
        List<Long> steps =
                tree.shipped().stream()
                        .flatMap(stage -> stage.steps().stream())
                        .map(step -> bytes(step))
                        .toList();
        assertThat(steps).as("the steps of " + name).isEqualTo(history);

        long bar =
                model.segments(opened).stream()
                        .filter(Segment::shipped)
                        .mapToLong(Segment::bytes)
                        .sum();
        assertThat(bar).as("the bar of " + name).isEqualTo(tree.totals().shipped());
        if (engine.info().containerdStore()) {
            // There, inspection says the compressed blobs, and the list those and the files.
            return;
        }
        assertThat(docker("image", "inspect", "--format={{.Size}}", id))
                .as("the size of " + name)
                .containsExactly(String.valueOf(bar));
        assertThat(docker("images", "--format={{.Size}}", name))
                .as("docker images of " + name)
                .allSatisfy(size -> assertThat(round(size)).isEqualTo(round(ByteSize.format(bar))));
    }

    private static long bytes(Step step) {
        return step.size().orElse(0);
    }

    /// `2.3GB`, `2.30 GB` and `2.30GB` are one size.
    private static String round(String size) {
        String plain = size.replaceAll("[\\s\u00a0]", "");
        int unit = 0;
        while (unit < plain.length() && "0123456789.".indexOf(plain.charAt(unit)) >= 0) {
            unit++;
        }
        return new BigDecimal(plain.substring(0, unit)).stripTrailingZeros().toPlainString()
                + plain.substring(unit);
    }
}
