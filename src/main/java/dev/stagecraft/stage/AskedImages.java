package dev.stagecraft.stage;

import dev.stagecraft.image.Digest;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageSummary;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Images of a list that are asked for when needed, several side by side, each once.
final class AskedImages implements LocalImages {
    private static final int AT_ONCE = 8;

    private final List<ImageSummary> summaries;
    private final Function<Digest, Optional<Image>> inspect;
    private final Map<Digest, Optional<Image>> answers;

    AskedImages(
            List<ImageSummary> summaries,
            Function<Digest, Optional<Image>> inspect,
            Map<Digest, Optional<Image>> answers) {
        this.summaries = List.copyOf(summaries);
        this.inspect = inspect;
        this.answers = answers;
    }

    @Override
    public List<ImageSummary> all() {
        return summaries;
    }

    @Override
    public Optional<Image> image(Digest id) {
        Optional<Image> known = answers.get(id);
        if (known == null) {
            known = inspect.apply(id);
            answers.put(id, known);
        }
        return known;
    }

    @Override
    public void announce(Collection<Digest> ids) {
        List<Digest> unknown = ids.stream().filter(id -> !answers.containsKey(id)).toList();
        if (unknown.size() < 2) {
            return;
        }
        Semaphore places = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> asked =
                    unknown.stream()
                            .map(id ->
                                    threads.submit(() -> {
                                        places.acquire();
                                        try {
                                            return image(id);
                                        } finally {
                                            places.release();
                                        }
                                    }))
                            .toList();
            for (Future<?> one : asked) {
                one.get();
            }
        } catch (InterruptedException e) {
            // Whoever waits for the tree was told to stop; the next question ends it.
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
