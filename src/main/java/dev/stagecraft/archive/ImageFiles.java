package dev.stagecraft.archive;

import dev.stagecraft.archive.ArchivedImage.LayerPlace;
import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileNote;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.Image;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

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
    private final List<DiffId> layers;
    private final AtomicReference<Optional<List<LayerPlace>>> places;
    private final Limits limits;

    private ImageFiles(
            Optional<BlobStore> store,
            Optional<Export> export,
            List<DiffId> layers,
            AtomicReference<Optional<List<LayerPlace>>> places,
            Limits limits) {
        this.store = store;
        this.export = export;
        this.layers = List.copyOf(layers);
        this.places = places;
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
                image.image().map(Image::diffIds).orElse(List.of()),
                new AtomicReference<>(Optional.of(image.layers())),
                archive.limits());
    }

    /// The files of an image of an engine.
    ///
    /// @param image as [ImageArchive#read] found it in an export of the same image
    public static ImageFiles of(Export export, ArchivedImage image, Limits limits) {
        return new ImageFiles(
                Optional.empty(),
                Optional.of(export),
                image.image().map(Image::diffIds).orElse(List.of()),
                new AtomicReference<>(Optional.of(image.layers())),
                limits);
    }

    /// The files of an image of an engine of which no export was read, because its layers were all
    /// known from before.
    ///
    /// @param layers the diff ids of the image, from the bottom up
    public static ImageFiles of(Export export, List<DiffId> layers, Limits limits) {
        return new ImageFiles(
                Optional.empty(),
                Optional.of(export),
                layers,
                new AtomicReference<>(Optional.empty()),
                limits);
    }

    /// The same files from another opening of the same export. What one of the two finds out of
    /// where the layers lie, the other knows.
    public ImageFiles from(Export again) {
        return new ImageFiles(store, Optional.of(again), layers, places, limits);
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
        int[] calls = {0};
        int last = 1;
        if (FileNote.DUPLICATE.in(tree.notes(tree.inode(row)))) {
            // Its layer holds it more than once; bytes that were written cannot be taken back.
            read(tree, new int[] {row}, (r, content) -> calls[0]++, progress);
            last = calls[0];
            calls[0] = 0;
        }
        int counts = last;
        boolean found =
                read(
                        tree,
                        new int[] {row},
                        (r, content) -> {
                            if (++calls[0] == counts) {
                                content.transferTo(out);
                            }
                        },
                        progress);
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
        ReadMeter meter = new ReadMeter(progress, 0);
        Optional<List<LayerPlace>> known = places.get();
        if (store.isEmpty() && known.isEmpty()) {
            Map<Integer, WantedFiles> byLayer = byLayer(tree, rows, sink);
            WantedFiles all = new WantedFiles(tree, sink);
            byLayer.values().forEach(all::with);
            if (byLayer.isEmpty() || contents(meter, byLayer).readUnplaced(layers, all)) {
                return true;
            }
            known = Optional.of(find(progress));
            places.set(known);
        }
        Map<Integer, WantedFiles> byLayer = byLayer(tree, rows, sink);
        List<LayerPlace> where = known.orElse(List.of());
        if (store.isPresent()) {
            for (Map.Entry<Integer, WantedFiles> wanted : byLayer.entrySet()) {
                readAt(
                        store.get().find(where.get(wanted.getKey()).path()),
                        wanted.getValue(),
                        meter);
            }
        } else if (!byLayer.isEmpty()) {
            contents(meter, byLayer).read(where);
        }
        return byLayer.values().stream().allMatch(WantedFiles::isDone);
    }

    private static Map<Integer, WantedFiles> byLayer(FileTree tree, int[] rows, Sink sink) {
        Map<Integer, WantedFiles> byLayer = new HashMap<>();
        for (int row : rows) {
            int inode = tree.inode(row);
            if (tree.kind(inode) == FileKind.FILE) {
                byLayer.computeIfAbsent(tree.layer(inode), l -> new WantedFiles(tree, sink))
                        .want(inode, row);
            }
        }
        return byLayer;
    }

    private void readAt(Optional<BlobStore.Blob> blob, WantedFiles wanted, ReadMeter meter)
            throws IOException {
        Optional<ByteSource> bytes = blob.isPresent() ? blob.get().open(meter) : Optional.empty();
        if (bytes.isPresent()) {
            try (ByteSource raw = bytes.get();
                    ByteSource layer = Compression.open(raw, limits)) {
                wanted.read(layer, limits);
            }
        }
    }

    private StreamedContents contents(ReadMeter meter, Map<Integer, WantedFiles> byLayer) {
        return new StreamedContents(export.orElseThrow(), limits, meter, byLayer);
    }

    /// Where the layers lie, which only the manifest at an export's end tells.
    private List<LayerPlace> find(ReadProgress progress) throws IOException {
        try (InputStream in = export.orElseThrow().open();
                ImageArchive archive = ImageArchive.read(in, 0, limits, progress)) {
            return archive.images().stream()
                    .filter(i -> i.image().map(Image::diffIds).filter(layers::equals).isPresent())
                    .findFirst()
                    .map(ArchivedImage::layers)
                    .orElseThrow(() ->
                            new CorruptArchiveException(
                                    "The export does not hold the image with these layers."));
        }
    }
}
