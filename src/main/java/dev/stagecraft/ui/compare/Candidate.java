package dev.stagecraft.ui.compare;

import dev.stagecraft.ui.support.Source;
import java.nio.file.Path;
import java.util.OptionalLong;

/// An image that can be chosen for one side of a comparison.
///
/// @param source where it is
/// @param name what a person calls it; not escaped
/// @param kind what kind of thing it is
/// @param size its bytes; absent when not known before it is read
public record Candidate(Source source, String name, Kind kind, OptionalLong size) {
    /// What kind of thing can be chosen.
    public enum Kind {
        IMAGE,
        FILE,
        SAMPLE
    }

    /// A file or folder: an archive or a recording.
    public static Candidate ofFile(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        return new Candidate(
                Source.ofFile(whole),
                String.valueOf(whole.getFileName()),
                Kind.FILE,
                OptionalLong.empty());
    }
}
