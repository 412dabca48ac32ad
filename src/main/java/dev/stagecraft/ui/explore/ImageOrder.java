package dev.stagecraft.ui.explore;

import dev.stagecraft.image.ImageSummary;
import java.time.Instant;
import java.util.Comparator;

/// How the images are sorted.
enum ImageOrder {
    NEWEST,
    NAME,
    LARGEST,
    LARGEST_OWN;

    /// The order, equal ones by their id so that it never changes by itself.
    Comparator<ImageSummary> comparator() {
        Comparator<ImageSummary> order =
                switch (this) {
                    case NEWEST ->
                            Comparator.comparing(
                                    (ImageSummary s) -> s.created().orElse(Instant.MIN),
                                    Comparator.reverseOrder());
                    case NAME ->
                            Comparator.comparing((ImageSummary s) -> s.tags().isEmpty())
                                    .thenComparing(ImageOrder::name);
                    case LARGEST -> Comparator.comparingLong(ImageSummary::size).reversed();
                    case LARGEST_OWN ->
                            Comparator.comparingLong((ImageSummary s) -> s.own().orElse(s.size()))
                                    .reversed();
                };
        return order.thenComparing(ImageSummary::id);
    }

    private static String name(ImageSummary summary) {
        return summary.tags().isEmpty() ? "" : summary.tags().getFirst().familiar();
    }
}
