package dev.stagecraft.archive;

import dev.stagecraft.image.Digest;
import dev.stagecraft.image.PathBytes;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An archive that comes once, as a stream: an engine's export, or a file that is compressed as a
/// whole. Its layers are read as they go by, before the manifest says what they are; its documents
/// are kept. No temporary file.
final class StreamedStore implements BlobStore {
    private static final int MAX_LINKS = 40;
    private static final long ALL_DOCUMENTS = 96L << 20;

    private final Map<String, Streamed> things = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();
    private final TarShape shape = new TarShape();
    private final Limits limits;
    private final EntryBudget budget;
    private final ReadMeter meter;
    private Optional<LayerProblem> damage = Optional.empty();
    private long documents;
    private long size;

    private StreamedStore(Limits limits, EntryBudget budget, ReadMeter meter) {
        this.limits = limits;
        this.budget = budget;
        this.meter = meter;
    }

    /// Reads a tar to its end.
    static StreamedStore read(ByteSource source, EntryBudget budget, ReadMeter meter)
            throws IOException {
        StreamedStore store = new StreamedStore(budget.limits(), budget, meter);
        store.readAll(source);
        return store;
    }

    TarShape shape() {
        return shape;
    }

    Optional<LayerProblem> damage() {
        return damage;
    }

    private void readAll(ByteSource source) throws IOException {
        TarReader tar = new TarReader(source, limits);
        try {
            TarEntry entry = tar.next();
            while (entry != null) {
                meter.check();
                byte[] path = EntryPath.normal(entry.name());
                if (path != null && path.length <= 512) {
                    String name = PathBytes.text(path);
                    shape.see(name);
                    take(name, entry, tar);
                }
                if (shape.isNoImage()) {
                    return;
                }
                entry = tar.next();
            }
        } catch (ArchiveException e) {
            damage = Optional.of(LayerProblem.of(e));
        }
        size = source.position();
    }

    private void take(String name, TarEntry entry, TarReader tar) throws IOException {
        if (things.size() + links.size() >= TarShape.MOST_ENTRIES) {
            return;
        }
        switch (entry.type()) {
            case '0' -> things.put(name, body(name, entry, tar));
            case '1' -> links.put(name, ArchivePath.resolve("", PathBytes.text(entry.link())));
            case '2' ->
                    links.put(
                            name,
                            ArchivePath.resolve(
                                    ArchivePath.parent(name), PathBytes.text(entry.link())));
            default -> {
                // Directories say nothing.
            }
        }
    }

    private Streamed body(String name, TarEntry entry, TarReader tar) throws IOException {
        byte[] head = new byte[TarReader.BLOCK];
        BodySource body = new BodySource(tar);
        int length = body.readFully(head, 0, head.length);
        ByteSource whole = new Compression.PeekedSource(head, length, body);
        Compression compression = Compression.of(head, length);
        if (compression == Compression.NONE && isDocument(head, length)) {
            boolean small =
                    entry.size() <= limits.attestationBytes()
                            && documents + entry.size() <= ALL_DOCUMENTS;
            if (!small) {
                return new Streamed(name, entry.size(), null, null, null);
            }
            documents += entry.size();
            byte[] bytes = Documents.read(whole, entry.size(), limits.attestationBytes());
            return new Streamed(name, entry.size(), bytes, null, null);
        }
        boolean tarAhead =
                length == TarReader.BLOCK ? TarReader.looksLikeHeader(head) : length == 0;
        if (compression == Compression.NONE && !tarAhead) {
            return new Streamed(name, entry.size(), null, null, null);
        }
        return layer(name, entry, whole, compression, length == 0);
    }

    private Streamed layer(
            String name, TarEntry entry, ByteSource whole, Compression compression, boolean empty)
            throws IOException {
        byte @Nullable [] bytes = empty ? new byte[0] : null;
        String algorithm = name.startsWith("blobs/sha512/") ? "sha512" : "sha256";
        if (compression == Compression.NONE) {
            ParsedLayer layer = LayerParser.parseAll(whole, algorithm, budget);
            Digest digest = layer.diffId().map(d -> d.digest()).orElse(null);
            return new Streamed(name, entry.size(), bytes, layer, digest);
        }
        DigestingSource digesting = new DigestingSource(whole, algorithm);
        // Not closed: closing would end the archive.
        ByteSource unpacked = Compression.open(digesting, limits);
        ParsedLayer layer = LayerParser.parseAll(unpacked, "sha256", budget);
        if (layer.diffId().isEmpty()) {
            return new Streamed(name, entry.size(), bytes, layer, null);
        }
        digesting.skip(Long.MAX_VALUE);
        return new Streamed(name, entry.size(), bytes, layer, digesting.digest());
    }

    private static boolean isDocument(byte[] head, int length) {
        int at = 0;
        while (at < length
                && (head[at] == ' ' || head[at] == '\n' || head[at] == '\r' || head[at] == '\t')) {
            at++;
        }
        return at < length && (head[at] == '{' || head[at] == '[');
    }

    @Override
    public Optional<Blob> find(String path) {
        String at = path;
        for (int hops = 0; hops < MAX_LINKS; hops++) {
            Streamed thing = things.get(at);
            if (thing != null) {
                return Optional.of(thing);
            }
            String next = links.get(at);
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.empty();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void close() {}

    /// The body of a tar's current entry.
    static final class BodySource extends ByteSource {
        private final TarReader tar;
        private final byte[] scratch = new byte[1 << 16];

        BodySource(TarReader tar) {
            this.tar = tar;
        }

        @Override
        int readSome(byte[] into, int offset, int length) throws IOException {
            return tar.readBody(into, offset, length);
        }

        @Override
        long skipSome(long length) throws IOException {
            return skipByReading(length, scratch);
        }
    }

    /// What went by.
    ///
    /// @param document the bytes of a document; null of all else
    /// @param parsed of what is a layer; null of all else
    /// @param digest of the stored bytes; null when they were not read to the end
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Streamed(
            String name,
            long size,
            byte @Nullable [] document,
            @Nullable ParsedLayer parsed,
            @Nullable Digest digest)
            implements Blob {
        @Override
        public Object identity() {
            return name;
        }

        @Override
        public boolean wentBy() {
            return true;
        }

        @Override
        public byte[] bytes(int limit) throws IOException {
            if (document == null || document.length > limit) {
                throw new LimitExceededException(
                        "jsonBytes",
                        limit,
                        "%s is no document, or longer than the %d bytes that are allowed"
                                .formatted(name, limit));
            }
            return document;
        }

        @Override
        public ParsedLayer layer(LayerRequest wanted) {
            if (parsed == null) {
                return ParsedLayer.none(
                        new LayerProblem(
                                LayerProblem.Kind.CORRUPT,
                                name + " is neither tar, gzip nor zstd"));
            }
            ParsedLayer layer =
                    wanted.diffId().digest().algorithm().equals("sha256")
                            ? wanted.checkDiffId(parsed)
                            : parsed;
            return wanted.checkDigest(layer, digest);
        }

        @Override
        public Optional<ByteSource> open(ReadMeter meter) {
            return Optional.empty();
        }
    }
}
