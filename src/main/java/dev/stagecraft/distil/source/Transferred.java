package dev.stagecraft.distil.source;

import dev.stagecraft.distil.project.ProjectFiles;
import dev.stagecraft.dockerfile.Instruction;
import java.util.List;
import java.util.Optional;

/// A COPY or ADD with its paths made absolute.
///
/// @param instruction the instruction
/// @param from the stage or image that is copied from; absent for the build context
/// @param sources paths, arguments replaced
/// @param destination absolute
/// @param folder whether the destination is written as a folder
public record Transferred(
        Instruction.Transfer instruction,
        Optional<String> from,
        List<String> sources,
        String destination,
        boolean folder) {
    public Transferred {
        sources = List.copyOf(sources);
    }

    /// The path in the build context that an absolute path of the image was copied from; absent
    /// when this transfer does not bring it.
    public Optional<String> contextPath(String imagePath, ProjectFiles context) {
        if (from.isPresent()) {
            return Optional.empty();
        }
        for (String source : sources) {
            String relative = Paths.relative(source);
            boolean directory =
                    relative.isEmpty() || (!context.has(relative) && context.hasFolder(relative));
            if (directory && Paths.within(imagePath, destination)) {
                String rest =
                        destination.equals("/")
                                ? imagePath.substring(1)
                                : imagePath.equals(destination)
                                        ? ""
                                        : imagePath.substring(destination.length() + 1);
                String path =
                        relative.isEmpty()
                                ? rest
                                : rest.isEmpty() ? relative : relative + "/" + rest;
                if (path.isEmpty() || context.has(path) || context.hasFolder(path)) {
                    return Optional.of(path);
                }
            } else if (relative.contains("*") && folder) {
                String name = Paths.name(imagePath);
                String pattern = Paths.regex(relative);
                Optional<String> found =
                        Paths.parent(imagePath).equals(destination)
                                ? context.paths().stream()
                                        .filter(p -> p.matches(pattern))
                                        .filter(p -> Paths.name(p).equals(name))
                                        .findFirst()
                                : Optional.empty();
                if (found.isPresent()) {
                    return found;
                }
            } else if (context.has(relative)) {
                String target =
                        folder ? Paths.resolve(destination, Paths.name(relative)) : destination;
                if (target.equals(imagePath)) {
                    return Optional.of(relative);
                }
            }
        }
        return Optional.empty();
    }
}
