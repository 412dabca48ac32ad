package dev.stagecraft.ui.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Decides what a dropped or given path is, by its name: a Dockerfile, or something to open.
final class Drops {
    private static final List<String> IMAGE_FILES =
            List.of("oci-layout", "index.json", "manifest.json");
    private static final List<String> PROJECT_FILES =
            List.of(
                    "Dockerfile",
                    "Containerfile",
                    "compose.yaml",
                    "compose.yml",
                    "docker-compose.yaml",
                    "docker-compose.yml");

    private final Consumer<Path> openArchive;
    private final Consumer<Path> rewrite;
    private final BiConsumer<Path, Path> compare;

    /// @param compare takes two that are to be compared
    Drops(Consumer<Path> openArchive, Consumer<Path> rewrite, BiConsumer<Path, Path> compare) {
        this.openArchive = openArchive;
        this.rewrite = rewrite;
        this.compare = compare;
    }

    /// Takes what was dropped on the window: two archives or recordings are compared, of anything
    /// else the first that can be taken is.
    ///
    /// @return whether there was any
    boolean take(List<Path> paths) {
        List<Path> images =
                paths.stream().filter(path -> Files.exists(path) && !isProject(path)).toList();
        if (images.size() == 2) {
            compare.accept(images.getFirst(), images.getLast());
            return true;
        }
        for (Path path : paths) {
            if (isProject(path)) {
                rewrite.accept(path);
                return true;
            }
            if (Files.exists(path)) {
                openArchive.accept(path);
                return true;
            }
        }
        return false;
    }

    /// Whether it is something to rewrite: a Dockerfile, a Compose file, or a folder that has one
    /// and is no image's.
    static boolean isProject(Path path) {
        if (Files.isDirectory(path)) {
            return IMAGE_FILES.stream().noneMatch(name -> Files.exists(path.resolve(name)))
                    && PROJECT_FILES.stream().anyMatch(name -> Files.exists(path.resolve(name)));
        }
        return Files.isRegularFile(path) && (isDockerfile(path) || isCompose(path));
    }

    private static boolean isCompose(Path path) {
        return String.valueOf(path.getFileName()).matches("(?:docker-)?compose(?:\\..+)?\\.ya?ml");
    }

    /// Whether a file's name is one that Dockerfiles have: `Dockerfile`, `Dockerfile.dev`,
    /// `web.Dockerfile`, `Containerfile`.
    static boolean isDockerfile(Path path) {
        String name =
                path.getFileName() == null
                        ? ""
                        : path.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.equals("dockerfile")
                || name.equals("containerfile")
                || name.startsWith("dockerfile.")
                || name.startsWith("containerfile.")
                || name.endsWith(".dockerfile")
                || name.endsWith(".containerfile");
    }
}
