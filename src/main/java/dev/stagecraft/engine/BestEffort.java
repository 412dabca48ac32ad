package dev.stagecraft.engine;

import dev.stagecraft.image.BuildCacheRecord;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageSummary;
import dev.stagecraft.image.Provenance;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks an engine for what stands beside an image: what it refuses to tell is a gap, which is said
/// and keeps nothing else from being used. A cancelled question is a [CancellationException]. For
/// several threads.
public final class BestEffort {
    private static final Logger LOG = LoggerFactory.getLogger(BestEffort.class);

    private final Engine engine;
    private final Set<Gap> gaps = ConcurrentHashMap.newKeySet();

    /// What an engine can be asked.
    public enum Question {
        IMAGES,
        PROVENANCE,
        BUILD_CACHE
    }

    /// What was not told.
    ///
    /// @param why what the engine said; not escaped
    public record Gap(Question question, String why) {}

    private interface Call<T> {
        T ask() throws EngineException;
    }

    public BestEffort(Engine engine) {
        this.engine = engine;
    }

    /// All images, the steps of the classic builder too; empty when it does not tell.
    public List<ImageSummary> images() {
        return ask(Question.IMAGES, List.of(), () -> engine.listImages(true));
    }

    /// An image; absent when it does not tell, and when it was removed meanwhile, which is no gap.
    public Optional<Image> image(Digest id) {
        return ask(
                Question.IMAGES,
                Optional.empty(),
                () -> {
                    try {
                        return Optional.of(engine.inspect(id.toString()));
                    } catch (ImageNotFoundException e) {
                        return Optional.empty();
                    }
                });
    }

    /// The attestation of an image's build; absent when there is none or it does not tell.
    public Optional<Provenance> provenance(String reference) {
        return ask(Question.PROVENANCE, Optional.empty(), () -> engine.provenance(reference));
    }

    /// The records of the build cache; empty when it does not tell.
    public List<BuildCacheRecord> buildCache() {
        return ask(Question.BUILD_CACHE, List.of(), engine::buildCache);
    }

    /// What was not told so far, in the order of the questions.
    public List<Gap> gaps() {
        return gaps.stream()
                .sorted(Comparator.comparing(Gap::question).thenComparing(Gap::why))
                .toList();
    }

    private <T> T ask(Question question, T otherwise, Call<T> call) {
        try {
            return call.ask();
        } catch (EngineCancelledException e) {
            CancellationException cancelled = new CancellationException();
            cancelled.initCause(e);
            throw cancelled;
        } catch (EngineException e) {
            LOG.info("{}: {}", question, e.getMessage());
            gaps.add(new Gap(question, String.valueOf(e.getMessage())));
            return otherwise;
        }
    }
}
