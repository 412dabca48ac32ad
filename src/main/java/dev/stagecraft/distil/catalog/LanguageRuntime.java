package dev.stagecraft.distil.catalog;

import java.util.List;

/// The language runtime in an image.
///
/// @param kind `java`, `nodejs` or `python`
/// @param version in full, such as `3.13.5`
/// @param line what programs have to match: Java's and Node's major version, Python's minor one
/// @param program the absolute path of the interpreter
/// @param home the directory of the runtime's library; empty when there is none. `<debarch>` in it
///   stands for the architecture
/// @param sitePaths directories that Python looks for modules in besides its library
public record LanguageRuntime(
        String kind,
        String version,
        String line,
        String program,
        String home,
        List<String> sitePaths) {
    public LanguageRuntime {
        sitePaths = List.copyOf(sitePaths);
    }
}
