package dev.stagecraft.ui.explore;

import dev.stagecraft.image.ImageSummary;
import dev.stagecraft.ui.support.Source;
import java.nio.file.Path;
import java.util.Optional;

/// A row of the list of everything that can be opened.
sealed interface ListRow {
    /// What choosing the row opens; absent for a row that opens nothing.
    default Optional<Source> source() {
        return Optional.empty();
    }

    /// The groups, in their order.
    enum Group {
        IMAGES,
        ARCHIVES,
        SAMPLES
    }

    /// The head of a group.
    ///
    /// @param count how many rows it has, those that the search hides not counted
    record Head(Group group, int count, boolean folded) implements ListRow {}

    /// A word where a group has no rows.
    record Hint(Group group, String text) implements ListRow {}

    /// An image of the engine.
    record EngineImage(ImageSummary summary) implements ListRow {
        @Override
        public Optional<Source> source() {
            return Optional.of(new Source.OfEngine(summary.id()));
        }
    }

    /// An archive or a recording that was opened before.
    record RecentFile(Path path, Source opens) implements ListRow {
        @Override
        public Optional<Source> source() {
            return Optional.of(opens);
        }
    }

    /// A recording that came with the program.
    record Sample(SampleEntry entry) implements ListRow {
        @Override
        public Optional<Source> source() {
            return Optional.of(new Source.OfSample(entry.name()));
        }
    }
}
