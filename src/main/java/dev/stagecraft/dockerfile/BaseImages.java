package dev.stagecraft.dockerfile;

import java.util.Optional;
import java.util.Set;

/// Knows what base images are started with.
@FunctionalInterface
public interface BaseImages {
    /// Knows none.
    BaseImages NONE = reference -> Optional.empty();

    /// What is known of the image; absent when nothing is.
    ///
    /// @param reference as FROM has it with its variables replaced, such as `node:22-slim`
    Optional<Known> find(String reference);

    /// This, and where it knows nothing the other: the local images first, then a table.
    default BaseImages orElse(BaseImages other) {
        return reference -> find(reference).or(() -> other.find(reference));
    }

    /// What is known of an image.
    ///
    /// @param settings its settings
    /// @param varying names of further variables that it sets to a value that is not known, such as
    ///   a version
    record Known(StageSettings settings, Set<String> varying) {
        public Known {
            varying = Set.copyOf(varying);
        }

        /// All is known, as of an image that the engine has.
        public static Known exactly(StageSettings settings) {
            return new Known(settings, Set.of());
        }
    }
}
