package dev.stagecraft.ui.distil;

import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the image that is open has to do with a Dockerfile.
final class ImageOfSource {
    private ImageOfSource() {}

    /// What its engine calls it; absent when it is not an engine's.
    static Optional<String> reference(Opened opened) {
        return opened.source() instanceof Source.OfEngine(var id)
                ? Optional.of(id.toString())
                : Optional.empty();
    }

    /// The Dockerfile that a person gave it.
    static Offer attached(Path path) {
        return new Offer(
                path.toString(),
                "",
                () -> {
                    List<Offer> found = Offer.in(path);
                    return found.getFirst().read().read();
                });
    }
}
