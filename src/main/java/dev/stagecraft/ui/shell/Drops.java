package dev.stagecraft.ui.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Decides what a dropped or given path is, by its name: a Dockerfile, or something to open.
final class Drops {
    private final Consumer<Path> openArchive;
    private final Consumer<Path> attachDockerfile;
    private final BiConsumer<Path, Path> compare;

    /// @param compare takes two that are to be compared
    Drops(
            Consumer<Path> openArchive,
            Consumer<Path> attachDockerfile,
            BiConsumer<Path, Path> compare) {
        this.openArchive = openArchive;
        this.attachDockerfile = attachDockerfile;
        this.compare = compare;
    }

    /// Takes what was dropped on the window: two archives or recordings are compared, of anything
    /// else the first that can be taken is.
    ///
    /// @return whether there was any
    boolean take(List<Path> paths) {
        List<Path> images =
                paths.stream().filter(path -> Files.exists(path) && !isDockerfile(path)).toList();
        if (images.size() == 2) {
            compare.accept(images.getFirst(), images.getLast());
            return true;
        }
        for (Path path : paths) {
            if (Files.isRegularFile(path) && isDockerfile(path)) {
                attachDockerfile.accept(path);
                return true;
            }
            if (Files.exists(path)) {
                openArchive.accept(path);
                return true;
            }
        }
        return false;
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
