package dev.stagecraft.compare;

import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads small files of an image's final state: the lists of packages and of users.
@FunctionalInterface
public interface FileContents {
    /// Nothing can be read: only names and sizes are known.
    FileContents NONE = (path, limit) -> Optional.empty();

    /// Where a comparison looks for packages and users.
    List<String> LISTS =
            List.of(
                    "etc/passwd",
                    "var/lib/dpkg/status",
                    "lib/apk/db/installed",
                    "usr/lib/apk/db/installed");

    /// Where distroless images keep one file for each Debian package.
    String LISTS_FOLDER = "var/lib/dpkg/status.d";

    /// The files of an image that a comparison reads, so that all can be had in one pass.
    static List<String> wanted(FileTree tree) {
        List<String> paths = new ArrayList<>();
        LISTS.stream().filter(path -> isFile(tree, tree.find(path))).forEach(paths::add);
        int folder = tree.find(LISTS_FOLDER);
        if (folder != FileTree.NONE) {
            for (int child : tree.children(folder)) {
                if (isFile(tree, child) && !tree.name(child).endsWith(".md5sums")) {
                    paths.add(tree.path(child));
                }
            }
        }
        return paths;
    }

    private static boolean isFile(FileTree tree, int node) {
        return node != FileTree.NONE
                && tree.live(node).filter(v -> v.kind() == FileKind.FILE).isPresent();
    }

    /// Files that were read before, by path.
    static FileContents of(Map<String, byte[]> files) {
        Map<String, byte[]> own = Map.copyOf(files);
        return (path, limit) ->
                Optional.ofNullable(own.get(path))
                        .map(bytes -> bytes.length <= limit ? bytes : Arrays.copyOf(bytes, limit));
    }

    /// The first bytes of a file.
    ///
    /// @param path without a leading slash; symbolic links are not followed
    /// @param limit the most bytes to return
    /// @return absent when there is no such file, or its content is not at hand
    /// @throws IOException when reading fails
    Optional<byte[]> read(String path, int limit) throws IOException;
}
