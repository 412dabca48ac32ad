package dev.stagecraft.distil.project;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files of a build context. Paths are relative, with `/`, without `.` and `..`.
public interface ProjectFiles {
    /// The most bytes that are read of one file.
    int MAX_BYTES = 1 << 20;

    /// A project with no files: nothing is known but the Dockerfile.
    ProjectFiles NONE = of(Map.of());

    /// The paths of all files, sorted; folders are not among them. Bounded: a very large project is
    /// cut off.
    List<String> paths();

    /// The file's first [#MAX_BYTES] bytes; absent when there is no such file or it cannot be read.
    Optional<byte[]> bytes(String path);

    /// The file as UTF-8 text, cut at [#MAX_BYTES]; absent when there is no such file.
    default Optional<String> text(String path) {
        return bytes(path).map(b -> new String(b, StandardCharsets.UTF_8));
    }

    /// Whether there is a file of this path.
    default boolean has(String path) {
        return paths().contains(path);
    }

    /// Whether there is a folder of this path with a file in it.
    default boolean hasFolder(String path) {
        String prefix = path.isEmpty() ? "" : path + "/";
        return paths().stream().anyMatch(p -> p.startsWith(prefix));
    }

    /// The files in a folder as a project of their own; the same for an empty path.
    default ProjectFiles under(String folder) {
        if (folder.isEmpty() || folder.equals(".")) {
            return this;
        }
        ProjectFiles all = this;
        String prefix = folder.endsWith("/") ? folder : folder + "/";
        List<String> inside =
                paths().stream()
                        .filter(p -> p.startsWith(prefix))
                        .map(p -> p.substring(prefix.length()))
                        .toList();
        return new ProjectFiles() {
            @Override
            public List<String> paths() {
                return inside;
            }

            @Override
            public Optional<byte[]> bytes(String path) {
                return all.bytes(prefix + path);
            }
        };
    }

    /// A project from memory.
    static ProjectFiles of(Map<String, String> texts) {
        SortedMap<String, String> sorted = new TreeMap<>(texts);
        List<String> paths = List.copyOf(sorted.keySet());
        return new ProjectFiles() {
            @Override
            public List<String> paths() {
                return paths;
            }

            @Override
            public Optional<byte[]> bytes(String path) {
                return Optional.ofNullable(sorted.get(path))
                        .map(t -> t.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public boolean has(String path) {
                return sorted.containsKey(path);
            }
        };
    }
}
