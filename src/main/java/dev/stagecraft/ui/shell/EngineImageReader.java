package dev.stagecraft.ui.shell;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineCancelledException;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.ImageNotFoundException;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.Provenance;
import dev.stagecraft.stage.Clues;
import dev.stagecraft.stage.LocalImages;
import dev.stagecraft.stage.StageInference;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.ui.explore.ImageReader.Reading;
import dev.stagecraft.ui.support.Progress;
import dev.stagecraft.ui.support.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads one image of an engine. The image alone has to answer; what else the engine does not tell
/// is a gap, which is said and keeps nothing else from being shown.
final class EngineImageReader {
    private static final Logger LOG = LoggerFactory.getLogger(EngineImageReader.class);

    private final Engine engine;
    private final Map<Digest, Image> inspected;
    private final Texts texts;
    private final Set<String> gaps = new ConcurrentSkipListSet<>();

    /// @param inspected images that were asked for before: an image's content never changes
    EngineImageReader(Engine engine, Map<Digest, Image> inspected, Texts texts) {
        this.engine = engine;
        this.inspected = inspected;
        this.texts = texts;
    }

    /// What the image itself tells is shown at once, then what its neighbours and attestations
    /// tell; the build cache, which takes an engine longest to tell of, comes last.
    ///
    /// @throws EngineException when the image itself cannot be read
    Reading read(
            Digest id, Optional<String> dockerfile, Consumer<StageTree> early, Progress progress)
            throws EngineException {
        Image image = engine.inspect(id.toString());
        progress.check();
        early.accept(StageInference.infer(Clues.of(image)));
        LocalImages local =
                LocalImages.asking(
                        ask("gap.images", List.of(), () -> engine.listImages(true)),
                        this::neighbour);
        Optional<Provenance> provenance =
                ask("gap.provenance", Optional.empty(), () -> engine.provenance(id.toString()));
        Clues known = new Clues(image, local, List.of(), provenance, dockerfile);
        progress.check();
        early.accept(StageInference.infer(known));
        Clues all =
                new Clues(
                        image,
                        local,
                        ask("gap.cache", List.of(), engine::buildCache),
                        provenance,
                        dockerfile);
        progress.check();
        StageTree tree = StageInference.infer(all);
        return new Reading(tree, Optional.empty(), List.copyOf(gaps));
    }

    private interface Question<T> {
        T ask() throws EngineException;
    }

    private <T> T ask(String gap, T otherwise, Question<T> question) {
        try {
            return question.ask();
        } catch (EngineCancelledException e) {
            throw cancelled(e);
        } catch (EngineException e) {
            LOG.info("{}: {}", gap, e.getMessage());
            gaps.add(texts.text(gap, DisplayText.escape(e.getMessage(), 300)));
            return otherwise;
        }
    }

    private Optional<Image> neighbour(Digest id) {
        Image known = inspected.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            Image read = engine.inspect(id.toString());
            inspected.put(id, read);
            return Optional.of(read);
        } catch (ImageNotFoundException e) {
            // Removed between the list and this question.
            return Optional.empty();
        } catch (EngineCancelledException e) {
            throw cancelled(e);
        } catch (EngineException e) {
            LOG.info("the image {}: {}", id, e.getMessage());
            gaps.add(texts.text("gap.images", DisplayText.escape(e.getMessage(), 300)));
            return Optional.empty();
        }
    }

    private static CancellationException cancelled(EngineCancelledException e) {
        CancellationException cancelled = new CancellationException();
        cancelled.initCause(e);
        return cancelled;
    }
}
