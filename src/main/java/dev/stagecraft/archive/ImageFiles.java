package dev.stagecraft.archive;

import dev.stagecraft.archive.ArchivedImage.LayerPlace;
import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileNote;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.PathBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the contents of an image's files: from an archive on disk at their place, from what is
/// compressed as a whole, or from an engine's export, by reading it once more.
public final class ImageFiles {
    /// Opens the stream of an engine's export anew.
    public interface Export {
        InputStream open() throws IOException;
    }

    /// Takes contents as they come, in the order of the archive.
    public interface Sink {
        /// Takes the content of a version. Called again for the same version when its layer holds
        /// it more than once: the last call counts. Of several names of one inode it is called for
        /// one. The stream need not be read to its end, and is of no use afterwards.
        void accept(int row, InputStream content) throws IOException;
    }

    private final Optional<BlobStore> store;
    private final Optional<Export> export;
    private final ArchivedImage image;
    private final Limits limits;

    private ImageFiles(
            Optional<BlobStore> store,
            Optional<Export> export,
            ArchivedImage image,
            Limits limits) {
        this.store = store;
        this.export = export;
        this.image = image;
        this.limits = limits;
    }

    /// The files of an image of an archive on disk.
    ///
    /// @throws IllegalArgumentException when the archive was read from a stream
    public static ImageFiles of(ImageArchive archive, ArchivedImage image) {
        boolean streamed = archive.store() instanceof StreamedStore;
        if (streamed && archive.path().isEmpty()) {
            throw new IllegalArgumentException("a stream cannot be read twice");
        }
        return new ImageFiles(
                streamed ? Optional.empty() : Optional.of(archive.store()),
                archive.path().map(p -> () -> Files.newInputStream(p)),
                image,
                archive.limits());
    }

    /// The files of an image of an engine.
    ///
    /// @param image as [ImageArchive#read] found it in an export of the same image
    public static ImageFiles of(Export export, ArchivedImage image, Limits limits) {
        return new ImageFiles(Optional.empty(), Optional.of(export), image, limits);
    }

    /// Reads a part of one file.
    ///
    /// @param row a version in the tree of this image
    /// @return at most so many bytes; fewer at the end of the file
    /// @throws NoSuchFileException when the source does not hold the version
    /// @throws ReadCancelledException when cancelled
    public byte[] read(FileTree tree, int row, long offset, int length, ReadProgress progress)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean found =
                read(
                        tree,
                        new int[] {row},
                        (r, content) -> {
                            out.reset();
                            content.skipNBytes(Math.min(offset, tree.fileSize(r)));
                            out.write(content.readNBytes(length));
                        },
                        progress);
        if (!found) {
            throw new NoSuchFileException(tree.path(tree.node(row)));
        }
        return out.toByteArray();
    }

    /// Reads small files of the final image in one pass.
    ///
    /// @param paths without a leading slash; such as lead to no regular file are left out
    /// @param limit the most bytes of each that are kept
    /// @return what was found, by path
    /// @throws ReadCancelledException when cancelled
    public Map<String, byte[]> small(
            FileTree tree, List<String> paths, int limit, ReadProgress progress)
            throws IOException {
        Map<Integer, String> byRow = new HashMap<>();
        for (String path : paths) {
            int node = tree.find(path);
            if (node != FileTree.NONE) {
                tree.live(node)
                        .filter(version -> version.kind() == FileKind.FILE)
                        .ifPresent(version -> byRow.put(version.row(), path));
            }
        }
        Map<String, byte[]> found = new HashMap<>();
        if (!byRow.isEmpty()) {
            read(
                    tree,
                    byRow.keySet().stream().mapToInt(Integer::intValue).toArray(),
                    (row, content) -> {
                        String path = byRow.get(row);
                        if (path != null) {
                            found.put(path, content.readNBytes(limit));
                        }
                    },
                    progress);
        }
        return found;
    }

    /// Writes one file to a stream.
    ///
    /// @throws NoSuchFileException when the source does not hold the version
    /// @throws ReadCancelledException when cancelled
    public void copy(FileTree tree, int row, OutputStream out, ReadProgress progress)
            throws IOException {
        boolean found =
                read(tree, new int[] {row}, (r, content) -> content.transferTo(out), progress);
        if (!found) {
            throw new NoSuchFileException(tree.path(tree.node(row)));
        }
    }

    /// Reads many files in one pass over their layers.
    ///
    /// @param rows versions in the tree of this image; such as have no content are left out
    /// @return whether all were found
    /// @throws ReadCancelledException when cancelled
    public boolean read(FileTree tree, int[] rows, Sink sink, ReadProgress progress)
            throws IOException {
        Map<Integer, Search> searches = new HashMap<>();
        for (int row : rows) {
            int inode = tree.inode(row);
            if (tree.kind(inode) == FileKind.FILE) {
                searches.computeIfAbsent(tree.layer(inode), l -> new Search(tree, sink))
                        .want(inode, row);
            }
        }
        ReadMeter meter = new ReadMeter(progress, 0);
        if (store.isPresent()) {
            for (Map.Entry<Integer, Search> search : searches.entrySet()) {
                LayerPlace place = image.layers().get(search.getKey());
                Optional<BlobStore.Blob> blob = store.get().find(place.path());
                Optional<ByteSource> bytes =
                        blob.isPresent() ? blob.get().open(meter) : Optional.empty();
                if (bytes.isPresent()) {
                    try (ByteSource raw = bytes.get()) {
                        search.getValue().run(Compression.open(raw, limits), limits);
                    }
                }
            }
        } else {
            readExport(searches, meter);
        }
        return searches.values().stream().allMatch(Search::isDone);
    }

    private void readExport(Map<Integer, Search> searches, ReadMeter meter) throws IOException {
        Map<String, Search> byPath = new HashMap<>();
        searches.forEach((layer, search) ->
                byPath.merge(image.layers().get(layer).path(), search, Search::with));
        boolean moved = false;
        try (InputStream in = export.orElseThrow().open()) {
            StreamSource packed = new StreamSource(in, meter);
            TarReader tar = new TarReader(Compression.open(packed, limits), limits);
            TarEntry entry = tar.next();
            while (entry != null && !byPath.isEmpty()) {
                byte[] path = EntryPath.normal(entry.name());
                String name = path == null ? "" : PathBytes.text(path);
                if (entry.isFile() && byPath.containsKey(name)) {
                    byPath.remove(name)
                            .run(
                                    Compression.open(new StreamedStore.BodySource(tar), limits),
                                    limits);
                } else if (entry.type() == '2') {
                    String to =
                            ArchivePath.resolve(
                                    ArchivePath.parent(name), PathBytes.text(entry.link()));
                    Search search = byPath.remove(name);
                    if (search != null) {
                        byPath.merge(to, search, Search::with);
                        moved = true;
                    }
                }
                entry = tar.next();
            }
        }
        if (moved && !byPath.isEmpty()) {
            // A link came after what it leads to.
            readLinked(byPath);
        }
    }

    private void readLinked(Map<String, Search> byPath) throws IOException {
        Map<String, Search> missed = new HashMap<>(byPath);
        try (InputStream in = export.orElseThrow().open()) {
            StreamSource packed = new StreamSource(in, ReadMeter.none());
            TarReader tar = new TarReader(Compression.open(packed, limits), limits);
            TarEntry entry = tar.next();
            while (entry != null && !missed.isEmpty()) {
                byte[] path = EntryPath.normal(entry.name());
                Search search = path == null ? null : missed.remove(PathBytes.text(path));
                if (entry.isFile() && search != null) {
                    search.run(Compression.open(new StreamedStore.BodySource(tar), limits), limits);
                }
                entry = tar.next();
            }
        }
    }

    /// What is wanted of one layer.
    private static final class Search {
        private final FileTree tree;
        private final Sink sink;
        private final Map<ByteBuffer, Integer> inodeByPath = new HashMap<>();
        private final Map<Integer, Integer> rowOfInode = new HashMap<>();
        private final Set<Integer> open = new HashSet<>();
        private boolean repeated;
        private boolean elsewhere;

        Search(FileTree tree, Sink sink) {
            this.tree = tree;
            this.sink = sink;
        }

        void want(int inode, int row) {
            int notes = tree.notes(inode);
            repeated |= FileNote.DUPLICATE.in(notes);
            elsewhere |= FileNote.THROUGH_SYMLINK.in(notes);
            inodeByPath.put(ByteBuffer.wrap(tree.pathBytes(tree.node(inode))), inode);
            rowOfInode.putIfAbsent(inode, row);
            open.add(inode);
        }

        Search with(Search other) {
            inodeByPath.putAll(other.inodeByPath);
            other.rowOfInode.forEach(rowOfInode::putIfAbsent);
            open.addAll(other.open);
            repeated |= other.repeated;
            elsewhere |= other.elsewhere;
            return this;
        }

        boolean isDone() {
            return open.isEmpty();
        }

        void run(ByteSource layer, Limits limits) throws IOException {
            TarReader tar = new TarReader(layer, limits);
            TarEntry entry = tar.next();
            while (entry != null && (!open.isEmpty() || repeated)) {
                byte[] path = entry.isFile() ? EntryPath.normal(entry.name()) : null;
                Integer inode = path == null ? null : inodeByPath.get(ByteBuffer.wrap(path));
                if (inode == null && path != null && elsewhere) {
                    inode = byName(path, entry);
                }
                if (inode != null && tree.fileSize(inode) == entry.size()) {
                    open.remove(inode);
                    sink.accept(rowOfInode.getOrDefault(inode, inode), new EntryStream(tar, entry));
                }
                entry = tar.next();
            }
        }

        /// An entry that lies elsewhere than its path says, because a parent is a symbolic link, is
        /// known by its name, size and time.
        private @Nullable Integer byName(byte[] path, TarEntry entry) {
            int base = path.length;
            while (base > 0 && path[base - 1] != '/') {
                base--;
            }
            byte[] name = Arrays.copyOfRange(path, base, path.length);
            for (int inode : open) {
                if (FileNote.THROUGH_SYMLINK.in(tree.notes(inode))
                        && tree.modified(inode) == entry.modified()
                        && Arrays.equals(tree.nameBytes(tree.node(inode)), name)) {
                    return inode;
                }
            }
            return null;
        }
    }
}
