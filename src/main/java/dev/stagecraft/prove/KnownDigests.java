package dev.stagecraft.prove;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.ImageSummary;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The digests under which registries know the images of an engine.
public final class KnownDigests {
    private KnownDigests() {}

    /// By the names that Dockerfiles use. Images that were never pushed or pulled have none.
    public static Map<ImageReference, Digest> of(Engine engine) throws EngineException {
        Map<ImageReference, Digest> digests = new HashMap<>();
        for (ImageSummary image : engine.listImages(false)) {
            for (ImageReference tag : image.tags()) {
                find(image, tag).ifPresent(digest -> digests.put(tag, digest));
            }
        }
        return Map.copyOf(digests);
    }

    private static Optional<Digest> find(ImageSummary image, ImageReference tag) {
        return image.repoDigests().stream()
                .filter(d ->
                        d.registry().equals(tag.registry())
                                && d.repository().equals(tag.repository()))
                .findFirst()
                .flatMap(ImageReference::digest);
    }
}
