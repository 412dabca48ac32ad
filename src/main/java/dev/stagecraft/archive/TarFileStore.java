package dev.stagecraft.archive;

import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.PathBytes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// An uncompressed archive on disk: its headers are read once, everything else is read from its
/// place when needed, by several threads at the same time.
final class TarFileStore implements BlobStore {
    private static final int MAX_LINKS = 40;

    private final Path file;
    private final long size;
    private final Limits limits;
    private final Map<String, Place> places = new HashMap<>();
    private final TarShape shape = new TarShape();
    private Optional<LayerProblem> damage = Optional.empty();

    private record Place(long offset, long size, FileKind kind, String link) {}

    private FileChannel channel;
    private boolean closed;

    private TarFileStore(Path file, Limits limits) throws IOException {
        this.file = file;
        this.limits = limits;
        channel = FileChannel.open(file, StandardOpenOption.READ);
        size = channel.size();
    }

    static TarFileStore open(Path file, Limits limits, ReadMeter meter) throws IOException {
        TarFileStore store = new TarFileStore(file, limits);
        try {
            store.index(meter);
            return store;
        } catch (IOException | RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    /// What sort of tar it looks like, to explain one that holds no image.
    TarShape shape() {
        return shape;
    }

    /// Why the archive could not be read to its end; absent when it could.
    Optional<LayerProblem> damage() {
        return damage;
    }

    private void index(ReadMeter meter) throws IOException {
        TarReader tar = new TarReader(new FileSource(channel(), 0, size, meter), limits);
        try {
            TarEntry entry = tar.next();
            while (entry != null) {
                meter.check();
                byte[] path = EntryPath.normal(entry.name());
                if (path != null && path.length <= 512) {
                    String name = PathBytes.text(path);
                    shape.see(name);
                    if (places.size() < TarShape.MOST_ENTRIES) {
                        places.put(name, place(entry, tar.position()));
                    }
                }
                if (shape.isNoImage()) {
                    return;
                }
                entry = tar.next();
            }
        } catch (ArchiveException e) {
            damage = Optional.of(LayerProblem.of(e));
        }
    }

    private static Place place(TarEntry entry, long offset) {
        String link = PathBytes.text(entry.link());
        return switch (entry.type()) {
            case '0' -> new Place(offset, entry.stored(), FileKind.FILE, "");
            case '1' -> new Place(0, 0, FileKind.HARD_LINK, link);
            case '2' -> new Place(0, 0, FileKind.SYMLINK, link);
            default -> new Place(0, 0, FileKind.DIRECTORY, "");
        };
    }

    @Override
    public Optional<Blob> find(String path) {
        String at = path;
        for (int hops = 0; hops < MAX_LINKS; hops++) {
            Place place = places.get(at);
            if (place == null) {
                return Optional.empty();
            }
            switch (place.kind()) {
                case FILE -> {
                    return Optional.of(new Part(place));
                }
                case HARD_LINK -> at = ArchivePath.resolve("", place.link());
                case SYMLINK -> at = ArchivePath.resolve(ArchivePath.parent(at), place.link());
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public long size() {
        return size;
    }

    /// The open file: when a thread that reads it is interrupted, Java closes it for all.
    private synchronized FileChannel channel() throws IOException {
        if (!channel.isOpen() && !closed) {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        }
        return channel;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        channel.close();
    }

    private final class Part implements Blob {
        private final Place place;

        Part(Place place) {
            this.place = place;
        }

        @Override
        public Object identity() {
            return place.offset();
        }

        @Override
        public long size() {
            return place.size();
        }

        @Override
        public boolean isWhole() {
            return place.offset() + place.size() <= size;
        }

        @Override
        public boolean wentBy() {
            return false;
        }

        @Override
        public byte[] bytes(int limit) throws IOException {
            return Documents.read(source(ReadMeter.none()), place.size(), limit);
        }

        @Override
        public ParsedLayer layer(LayerRequest wanted) throws IOException {
            ParsedLayer layer = wanted.parse(source(wanted.meter()));
            return isWhole()
                    ? layer
                    : layer.with(
                            new LayerProblem(
                                    LayerProblem.Kind.TRUNCATED,
                                    "the archive ends inside this layer"));
        }

        @Override
        public Optional<ByteSource> open(ReadMeter meter) throws IOException {
            return Optional.of(source(meter));
        }

        private ByteSource source(ReadMeter meter) throws IOException {
            long from = Math.min(place.offset(), size);
            return new FileSource(channel(), from, Math.min(place.size(), size - from), meter);
        }
    }
}
