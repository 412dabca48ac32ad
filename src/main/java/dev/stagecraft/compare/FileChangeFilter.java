package dev.stagecraft.compare;

import dev.stagecraft.image.PathPattern;
import java.util.EnumSet;
import java.util.Set;

/// What is to be seen of a [FileComparison].
///
/// @param path what the path must be like
/// @param changes the changes that are shown; empty means all, what is the same too
/// @param minSize the least size in bytes on either side; above 0, directories do not match by
///   themselves
public record FileChangeFilter(PathPattern path, Set<Change> changes, long minSize) {
    /// Everything that is not the same on both sides.
    public static final FileChangeFilter DIFFERENCES =
            new FileChangeFilter(
                    PathPattern.any(), EnumSet.of(Change.ADDED, Change.REMOVED, Change.CHANGED), 0);

    /// Everything.
    public static final FileChangeFilter ALL = new FileChangeFilter(PathPattern.any(), Set.of(), 0);

    public FileChangeFilter {
        changes = Set.copyOf(changes);
    }
}
