package dev.stagecraft.distil.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The files of a folder. Links are not followed out of it, folders that only builds fill are
/// passed over, and the walk ends after a bounded number of files.
public final class FolderFiles implements ProjectFiles {
    private static final int MAX_FILES = 20_000;
    private static final int MAX_DEPTH = 24;
    private static final Set<String> SKIPPED =
            Set.of(
                    ".git",
                    ".hg",
                    ".svn",
                    "node_modules",
                    ".venv",
                    "venv",
                    "__pycache__",
                    ".gradle",
                    ".idea",
                    ".next",
                    ".tox",
                    ".mypy_cache",
                    ".pytest_cache");

    private final Path root;
    private final List<String> paths;
    private final Set<String> known;

    private FolderFiles(Path root, List<String> paths) {
        this.root = root;
        this.paths = paths;
        this.known = new HashSet<>(paths);
    }

    /// Lists the folder.
    ///
    /// @throws IOException when it cannot be listed
    public static FolderFiles of(Path folder) throws IOException {
        Path root = folder.toRealPath();
        TreeSet<String> found = new TreeSet<>();
        Files.walkFileTree(
                root,
                EnumSet.noneOf(FileVisitOption.class),
                MAX_DEPTH,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attrs) {
                        boolean skip =
                                !dir.equals(root)
                                        && SKIPPED.contains(String.valueOf(dir.getFileName()));
                        return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attrs) {
                        if (attrs.isRegularFile() || attrs.isSymbolicLink()) {
                            found.add(root.relativize(file).toString().replace('\\', '/'));
                        }
                        return found.size() < MAX_FILES
                                ? FileVisitResult.CONTINUE
                                : FileVisitResult.TERMINATE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                        // What cannot be read is no fact of the project; the builder will say so.
                        return FileVisitResult.CONTINUE;
                    }
                });
        return new FolderFiles(root, List.copyOf(found));
    }

    @Override
    public List<String> paths() {
        return paths;
    }

    @Override
    public boolean has(String path) {
        return known.contains(path);
    }

    @Override
    public Optional<byte[]> bytes(String path) {
        if (!known.contains(path)) {
            return Optional.empty();
        }
        try {
            Path real = root.resolve(path).toRealPath();
            if (!real.startsWith(root) || !Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(real)) {
                return Optional.of(in.readNBytes(MAX_BYTES));
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
