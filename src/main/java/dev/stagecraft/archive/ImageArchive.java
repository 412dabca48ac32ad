package dev.stagecraft.archive;

import dev.stagecraft.image.DisplayText;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An archive of images: a `docker save` tar of any age, an OCI image layout as tar or folder, or
/// the stream of an engine's export. What it is is decided by its bytes, never by its name.
///
/// From an uncompressed file or a folder, layers are read in parallel, and contents that are not
/// needed are passed over. What comes as a stream, or is compressed as a whole, is read once when
/// it is opened, and its layers with it.
public final class ImageArchive implements Closeable {
    private final BlobStore store;
    private final EntryBudget budget;
    private final Optional<Path> path;
    private final List<ArchivedImage> images;

    private ImageArchive(
            BlobStore store, EntryBudget budget, Optional<Path> path, List<ArchivedImage> images) {
        this.store = store;
        this.budget = budget;
        this.path = path;
        this.images = images;
    }

    /// Opens a file or a folder.
    ///
    /// @throws NotAnImageException when it holds no image; says what it is
    /// @throws ArchiveException when it is damaged before its manifest, or asks for too much
    public static ImageArchive open(Path path, Limits limits, ReadProgress progress)
            throws IOException {
        if (Files.isDirectory(path)) {
            FolderStore folder = new FolderStore(path);
            return found(
                    folder,
                    new EntryBudget(limits),
                    path,
                    new NotAnImageException(
                            NotAnImageException.Found.OTHER_FOLDER,
                            "This folder holds no OCI image layout: there is no index.json."),
                    Optional.empty());
        }
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        byte[] head = new byte[TarReader.BLOCK];
        int length;
        try (InputStream in = Files.newInputStream(path)) {
            length = in.readNBytes(head, 0, head.length);
        }
        if (length == 0) {
            throw new NotAnImageException(
                    NotAnImageException.Found.EMPTY, "The file holds nothing.");
        }
        ReadMeter meter = new ReadMeter(progress, Files.size(path));
        if (Compression.of(head, length) != Compression.NONE) {
            try (ByteSource file = new FolderStore.ChannelSource(path, meter)) {
                return fromStream(file, limits, Optional.of(path), meter);
            }
        }
        if (length < TarReader.BLOCK || !TarReader.looksLikeHeader(head)) {
            throw new NotAnImageException(
                    NotAnImageException.Found.OTHER_FILE,
                    "This file is no tar, nor one packed by gzip or zstd.");
        }
        // What the index passes over counts when it is read.
        TarFileStore tar = TarFileStore.open(path, limits, new ReadMeter(quiet(progress), 0));
        return found(tar, new EntryBudget(limits), path, tar.shape().explain(), tar.damage());
    }

    /// Opens with the standard limits.
    public static ImageArchive open(Path path) throws IOException {
        return open(path, Limits.standard(), ReadProgress.NONE);
    }

    /// Reads a stream of an archive to its end, once, without a temporary file: an engine's export.
    /// Does not close the stream.
    ///
    /// @param size the bytes that are expected, for the progress; 0 when not known
    /// @throws NotAnImageException when it holds no image
    /// @throws ReadCancelledException when cancelled
    public static ImageArchive read(
            InputStream stream, long size, Limits limits, ReadProgress progress)
            throws IOException {
        ReadMeter meter = new ReadMeter(progress, size);
        return fromStream(new StreamSource(stream, meter), limits, Optional.empty(), meter);
    }

    private static ImageArchive fromStream(
            ByteSource packed, Limits limits, Optional<Path> path, ReadMeter meter)
            throws IOException {
        EntryBudget budget = new EntryBudget(limits);
        ByteSource source = Compression.open(packed, limits);
        StreamedStore store = StreamedStore.read(source, budget, meter);
        return found(store, budget, path.orElse(null), store.shape().explain(), store.damage());
    }

    private static ImageArchive found(
            BlobStore store,
            EntryBudget budget,
            @Nullable Path path,
            NotAnImageException none,
            Optional<LayerProblem> damage)
            throws IOException {
        try {
            List<ArchivedImage> images = ArchiveImages.find(store, budget.limits());
            if (images.stream().noneMatch(image -> image.image().isPresent())) {
                if (damage.isPresent()) {
                    String why =
                            (images.isEmpty()
                                            ? "The archive is damaged before its manifest: "
                                            : "The archive is damaged, and holds no image whole: ")
                                    + damage.get().message();
                    throw switch (damage.get().kind()) {
                        case TRUNCATED -> new TruncatedArchiveException(why);
                        default -> new CorruptArchiveException(why);
                    };
                }
            }
            if (images.isEmpty()) {
                throw none;
            }
            return new ImageArchive(store, budget, Optional.ofNullable(path), images);
        } catch (IOException | RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    private static ReadProgress quiet(ReadProgress progress) {
        return new ReadProgress() {
            @Override
            public void read(long done, long total) {}

            @Override
            public boolean isCancelled() {
                return progress.isCancelled();
            }
        };
    }

    /// The images to choose from, at least one; some may be named only and not held.
    public List<ArchivedImage> images() {
        return images;
    }

    /// The file or folder; absent of a stream.
    public Optional<Path> path() {
        return path;
    }

    /// Reads the files of an image. In an uncompressed archive on disk, layers that the cache knows
    /// are not read and of others only headers are, and [LayerContents.Check#NOT_READ] says so.
    ///
    /// @throws ReadCancelledException when cancelled; nothing is left behind
    /// @throws CorruptArchiveException when the archive does not hold the image
    public ImageContents read(ArchivedImage image, LayerCache cache, ReadProgress progress)
            throws IOException {
        return reading(image, cache, false).read(progress);
    }

    /// Reads the files of an image with all their contents: checks every digest and tells copies
    /// from changes. What an earlier [#read] passed over takes as long as the bytes take to read.
    /// Layers that the cache knows are not read, see [LayerCache#forReadingAnew].
    ///
    /// @throws ReadCancelledException when cancelled; nothing is left behind
    public ImageContents verify(ArchivedImage image, LayerCache cache, ReadProgress progress)
            throws IOException {
        return reading(image, cache, true).read(progress);
    }

    private ImageReading reading(ArchivedImage image, LayerCache cache, boolean contents)
            throws IOException {
        if (image.image().isEmpty()) {
            throw new CorruptArchiveException(
                    image.absence().orElse("The archive does not hold this image.")
                            + " "
                            + DisplayText.escape(image.toString(), 200));
        }
        return new ImageReading(
                store, image, image.image().get(), cache, budget.limits(), contents);
    }

    BlobStore store() {
        return store;
    }

    Limits limits() {
        return budget.limits();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
