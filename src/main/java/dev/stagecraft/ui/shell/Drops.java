package dev.stagecraft.ui.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Decides what a dropped or given path is, by its name: a Dockerfile, or something to open.
final class Drops {
    private final Consumer<Path> openArchive;
    private final Consumer<Path> attachDockerfile;

    Drops(Consumer<Path> openArchive, Consumer<Path> attachDockerfile) {
        this.openArchive = openArchive;
        this.attachDockerfile = attachDockerfile;
    }

    /// Takes what was dropped on the window; the first of several that can be taken.
    ///
    /// @return whether there was any
    boolean take(List<Path> paths) {
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
