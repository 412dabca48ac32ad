package dev.stagecraft.compare;

import java.util.Optional;

/// A package of an image.
///
/// @param ecosystem what installed it
/// @param name its name; not escaped
/// @param version absent when only the name is known
public record InstalledPackage(Ecosystem ecosystem, String name, Optional<String> version) {
    /// What packages come from.
    public enum Ecosystem {
        DEBIAN,
        ALPINE,
        RPM,
        PYTHON,
        NODE,
        JAVA,
        RUBY
    }
}
