package dev.stagecraft.archive;

import dev.stagecraft.image.DiffId;
import java.util.Optional;

/// Layers that were read before, by what they are.
public interface LayerCache {
    /// Remembers nothing.
    LayerCache NONE =
            new LayerCache() {
                @Override
                public Optional<ParsedLayer> find(DiffId diffId) {
                    return Optional.empty();
                }

                @Override
                public void store(ParsedLayer layer) {}
            };

    /// The layer, when it was stored whole; absent otherwise, or when what was stored is damaged.
    Optional<ParsedLayer> find(DiffId diffId);

    /// This cache for a reading that is to know nothing from before, but keeps what it reads.
    default LayerCache forReadingAnew() {
        return new LayerCache() {
            @Override
            public Optional<ParsedLayer> find(DiffId diffId) {
                return Optional.empty();
            }

            @Override
            public void store(ParsedLayer layer) {
                LayerCache.this.store(layer);
            }
        };
    }

    /// Keeps a layer that is complete, hashed and known by the digest of its bytes; does nothing
    /// with any other. Fails silently but for the log: a cache that cannot be written costs time
    /// only.
    void store(ParsedLayer layer);
}
