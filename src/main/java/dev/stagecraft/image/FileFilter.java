package dev.stagecraft.image;

import java.util.EnumSet;
import java.util.Set;

/// What a person asked to see of a [LayerView].
///
/// @param path what the path must be like
/// @param states the states that are shown; empty means all
/// @param minSize the least size in bytes; above 0, directories do not match by themselves
public record FileFilter(PathPattern path, Set<FileState> states, long minSize) {
    /// Shows everything.
    public static final FileFilter NONE = new FileFilter(PathPattern.any(), Set.of(), 0);

    public FileFilter {
        states = states.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(states));
    }

    /// Only what the path must be like.
    public static FileFilter of(PathPattern path) {
        return new FileFilter(path, Set.of(), 0);
    }

    public FileFilter withPath(PathPattern other) {
        return new FileFilter(other, states, minSize);
    }

    public FileFilter withStates(Set<FileState> other) {
        return new FileFilter(path, other, minSize);
    }

    public FileFilter withMinSize(long bytes) {
        return new FileFilter(path, states, bytes);
    }

    /// Whether it lets everything through.
    public boolean isEmpty() {
        return path.isAny() && states.isEmpty() && minSize <= 0;
    }
}
