package dev.stagecraft.archive;

import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Saves a file or a folder of an image to disk, safely: nothing is written outside the given
/// folder, no link is followed, no device is made, no setuid bit is kept, nothing is overwritten
/// unless asked for, and names that the disk cannot tell apart or cannot have get another one.
public final class Extraction {
    private final LayerView view;
    private final FileTree tree;
    private final boolean overwrite;
    private final Map<Integer, Path> targets = new HashMap<>();
    private final List<Integer> links = new ArrayList<>();
    private final List<Left> left = new ArrayList<>();
    private int files;
    private long bytes;

    /// Why something was not saved.
    public enum Reason {
        /// There is something of that name already.
        EXISTS,
        /// A device, a pipe or something else that is no content.
        NO_FILE,
        /// A link that leads out of what is saved, or to nothing in it.
        LINK_LEADS_OUT,
        /// Its bytes are not in the archive, or could not be read.
        NO_CONTENT,
        /// The disk did not accept it.
        REFUSED
    }

    /// Something that was not saved.
    ///
    /// @param node the path in the tree
    public record Left(int node, Reason reason) {}

    /// What was saved.
    ///
    /// @param target the file or folder that was made
    /// @param files how many files
    /// @param bytes how many bytes
    /// @param left what was not saved, and why
    /// @param renamed the files whose name had to be changed, by the path in the tree
    public record Saved(
            Path target, int files, long bytes, List<Left> left, Map<Integer, Path> renamed) {
        public Saved {
            left = List.copyOf(left);
            renamed = Map.copyOf(renamed);
        }
    }

    private Extraction(LayerView view, boolean overwrite) {
        this.view = view;
        this.tree = view.tree();
        this.overwrite = overwrite;
    }

    /// Saves what a view shows at a path, under the path's name, into a folder.
    ///
    /// @param folder an existing folder
    /// @param overwrite whether files of the same name may be replaced
    /// @throws NotDirectoryException when the folder is none, or is a link
    /// @throws ReadCancelledException when cancelled; what was saved stays
    public static Saved save(
            ImageFiles source,
            LayerView view,
            int node,
            Path folder,
            boolean overwrite,
            ReadProgress progress)
            throws IOException {
        return new Extraction(view, overwrite).run(source, node, folder, progress);
    }

    /// Saves one file under a name that a person chose, in place of a file of that name. At every
    /// moment there is the old content or the whole new one.
    ///
    /// @param row a version of a regular file
    /// @param to in an existing folder
    /// @throws FileAlreadyExistsException when a link, a folder or a device has that name: none is
    ///   replaced, and what a link leads to is never written
    /// @throws NoSuchFileException when the source does not hold the version
    /// @throws ReadCancelledException when cancelled; the disk is then as it was
    public static void saveAs(
            ImageFiles source, FileTree tree, int row, Path to, ReadProgress progress)
            throws IOException {
        Path file = to.toAbsolutePath();
        checkReplaceable(file);
        Path part =
                Files.createTempFile(Objects.requireNonNull(file.getParent()), ".saving-", ".part");
        try {
            try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
                source.copy(tree, row, Channels.newOutputStream(out), progress);
                out.force(true);
            }
            dress(part, tree, row);
            checkReplaceable(file);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void checkReplaceable(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(file.toString());
        }
    }

    /// The name that a node is saved under: its own, as far as disks can have it.
    public static String diskName(FileTree tree, int node) {
        return node == FileTree.ROOT
                ? "root"
                : new DiskNames(tree, FileSystems.getDefault(), false).plain(node);
    }

    private Saved run(ImageFiles source, int top, Path folder, ReadProgress progress)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        Path root = folder.toRealPath();
        DiskNames names = new DiskNames(tree, root.getFileSystem(), DiskNames.ignoresCase(root));
        Path target = root.resolve(diskName(tree, top));
        plan(top, target, names, progress);
        List<Integer> rows = new ArrayList<>();
        for (int node = top; node < tree.subtreeEnd(top); node++) {
            if (targets.containsKey(node) && kind(node) == FileKind.FILE) {
                rows.add(view.row(node));
            }
        }
        Map<Integer, List<Integer>> nodesOfInode = new HashMap<>();
        for (int row : rows) {
            nodesOfInode
                    .computeIfAbsent(tree.inode(row), i -> new ArrayList<>())
                    .add(tree.node(row));
        }
        Set<Integer> written = new java.util.HashSet<>();
        source.read(
                tree,
                rows.stream().mapToInt(Integer::intValue).toArray(),
                (row, content) ->
                        write(
                                nodesOfInode.getOrDefault(tree.inode(row), List.of()),
                                content,
                                written),
                progress);
        for (int row : rows) {
            int node = tree.node(row);
            if (!written.contains(node) && left.stream().noneMatch(l -> l.node() == node)) {
                left.add(new Left(node, Reason.NO_CONTENT));
            }
        }
        links.forEach(node -> link(node, top, target));
        return new Saved(target, files, bytes, left, names.renamed());
    }

    /// Makes the folders, and decides where each file goes.
    private void plan(int top, Path target, DiskNames names, ReadProgress progress)
            throws IOException {
        for (int node = top; node < tree.subtreeEnd(top); node++) {
            if (progress.isCancelled()) {
                throw new ReadCancelledException();
            }
            if (!view.contains(node)) {
                continue;
            }
            Path at;
            if (node == top) {
                at = target;
            } else {
                Path parent = targets.get(tree.parent(node));
                if (parent == null || !Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                at = parent.resolve(names.in(parent, node));
            }
            if (view.isDirectory(node)) {
                makeFolder(node, at);
                continue;
            }
            switch (kind(node)) {
                case FILE -> targets.put(node, at);
                case SYMLINK -> {
                    targets.put(node, at);
                    links.add(node);
                }
                default -> left.add(new Left(node, Reason.NO_FILE));
            }
        }
    }

    private void makeFolder(int node, Path at) throws IOException {
        try {
            Files.createDirectory(at);
            targets.put(node, at);
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                targets.put(node, at);
            } else {
                left.add(new Left(node, Reason.EXISTS));
            }
        } catch (FileSystemException e) {
            // Such as a name that is too long for the disk.
            left.add(new Left(node, Reason.REFUSED));
        }
    }

    private FileKind kind(int node) {
        int row = view.row(node);
        return row == FileTree.NONE ? FileKind.DIRECTORY : tree.kind(row);
    }

    private void write(List<Integer> nodes, InputStream content, Set<Integer> written)
            throws IOException {
        Path first = null;
        for (int node : nodes) {
            Path at = targets.get(node);
            if (at == null) {
                continue;
            }
            boolean again = written.contains(node);
            if (Files.exists(at, LinkOption.NOFOLLOW_LINKS) && !again) {
                boolean replace = overwrite && Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS);
                if (!replace) {
                    left.add(new Left(node, Reason.EXISTS));
                    continue;
                }
            }
            try {
                // A new file takes the place of the old one only when it is whole.
                Path part = Files.createTempFile(at.getParent(), ".saving-", ".part");
                try {
                    if (first == null) {
                        try (var out = Files.newOutputStream(part, StandardOpenOption.WRITE)) {
                            content.transferTo(out);
                        }
                    } else {
                        Files.copy(first, part, StandardCopyOption.REPLACE_EXISTING);
                    }
                    dress(part, tree, view.row(node));
                    if (overwrite || again) {
                        Files.move(part, at, StandardCopyOption.REPLACE_EXISTING);
                    } else {
                        Files.move(part, at);
                    }
                } finally {
                    Files.deleteIfExists(part);
                }
                first = at;
                if (written.add(node)) {
                    files++;
                    bytes += tree.fileSize(view.row(node));
                }
            } catch (ArchiveException e) {
                left.add(new Left(node, Reason.NO_CONTENT));
                throw e;
            } catch (FileSystemException e) {
                left.add(new Left(node, Reason.REFUSED));
            }
        }
    }

    private static void dress(Path file, FileTree tree, int row) throws IOException {
        Files.setLastModifiedTime(
                file, FileTime.from(java.time.Instant.ofEpochSecond(tree.modified(row))));
        PosixFileAttributeView posix =
                Files.getFileAttributeView(
                        file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (posix != null) {
            Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
            PosixFilePermission[] all = PosixFilePermission.values();
            for (int i = 0; i < all.length; i++) {
                if ((tree.mode(row) & (0400 >> i)) != 0) {
                    permissions.add(all[i]);
                }
            }
            // Whoever saves a file can read it and take it away again.
            permissions.add(PosixFilePermission.OWNER_READ);
            permissions.add(PosixFilePermission.OWNER_WRITE);
            posix.setPermissions(permissions);
        }
    }

    /// Links are made last, when nothing more is written, and only such as stay inside.
    private void link(int node, int top, Path root) {
        Path at = targets.get(node);
        String says = tree.linkTarget(view.row(node)).orElse("");
        if (at == null) {
            return;
        }
        try {
            Path to = at.resolveSibling(says).normalize();
            boolean inside =
                    node != top
                            && !says.isEmpty()
                            && !says.startsWith("/")
                            && !Path.of(says).isAbsolute()
                            && to.startsWith(root);
            if (!inside) {
                left.add(new Left(node, Reason.LINK_LEADS_OUT));
            } else if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)
                    && !(overwrite && Files.isSymbolicLink(at))) {
                left.add(new Left(node, Reason.EXISTS));
            } else {
                Files.deleteIfExists(at);
                Files.createSymbolicLink(at, Path.of(says));
                files++;
            }
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            left.add(new Left(node, Reason.REFUSED));
        }
    }
}
