package dev.stagecraft.archive;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileNote;
import dev.stagecraft.image.LayerListing;
import dev.stagecraft.image.PathBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one layer's uncompressed tar into a [LayerListing]. What is broken in it becomes a
/// [LayerProblem]; only cancelling and failing to read the source end with an exception.
final class LayerParser {
    private static final byte[] NO_TARGET = {};

    private final EntryBudget budget;
    private final LayerListing.Builder listing = new LayerListing.Builder();
    private final List<LayerProblem> problems = new ArrayList<>();
    private final byte[] buffer = new byte[1 << 16];
    private final HashStream128 hash = Hashing.xxh3_128().hashStream();
    private long fileBytes;
    private long rejected;
    private String firstRejected = "";
    private int known;
    private long knownText;

    private LayerParser(EntryBudget budget) {
        this.budget = budget;
    }

    /// Reads a layer, contents and trailing bytes included, and computes its diff id and the hash
    /// of each file.
    ///
    /// @param algorithm of the diff id, `sha256` or `sha512`
    static ParsedLayer parseAll(ByteSource source, String algorithm, EntryBudget budget)
            throws IOException {
        DigestingSource digesting = new DigestingSource(source, algorithm);
        LayerParser parser = new LayerParser(budget);
        boolean whole = parser.parse(digesting, true);
        return new ParsedLayer(
                parser.listing.build(),
                whole ? Optional.of(new DiffId(digesting.digest())) : Optional.empty(),
                digesting.position(),
                parser.problems());
    }

    /// Reads a layer's headers and passes over the contents.
    static ParsedLayer parseHeaders(ByteSource source, EntryBudget budget) throws IOException {
        LayerParser parser = new LayerParser(budget);
        parser.parse(source, false);
        return new ParsedLayer(
                parser.listing.build(), Optional.empty(), source.position(), parser.problems());
    }

    private List<LayerProblem> problems() {
        if (rejected > 0) {
            problems.add(
                    new LayerProblem(
                            LayerProblem.Kind.REJECTED_ENTRIES,
                            rejected
                                    + " entries were left out because their path leads upwards or"
                                    + " is too long; the first is "
                                    + DisplayText.escape(firstRejected, 200)));
        }
        return problems;
    }

    private boolean parse(ByteSource source, boolean contents) throws IOException {
        TarReader tar = new TarReader(source, budget.limits());
        boolean whole = true;
        try {
            TarEntry entry = tar.next();
            while (entry != null) {
                if (source.position() > budget.limits().layerBytes()) {
                    throw tooLong();
                }
                take(entry, tar, contents);
                entry = tar.next();
            }
        } catch (ArchiveException e) {
            problems.add(LayerProblem.of(e));
            whole = !(e instanceof LimitExceededException);
        }
        if (contents && whole) {
            try {
                tar.drain();
            } catch (ArchiveException e) {
                if (problems.isEmpty()) {
                    problems.add(LayerProblem.of(e));
                }
                whole = false;
            }
        }
        return whole;
    }

    private LimitExceededException tooLong() {
        long most = budget.limits().layerBytes();
        return new LimitExceededException(
                "layerBytes", most, "the layer is longer than " + most + " bytes");
    }

    private void take(TarEntry entry, TarReader tar, boolean contents) throws IOException {
        byte[] path = EntryPath.normal(entry.name());
        if (path == null || path.length > budget.limits().pathBytes()) {
            reject(entry);
            return;
        }
        FileKind kind = kindOf(entry.type());
        int notes = 0;
        byte[] target = NO_TARGET;
        switch (Whiteout.of(path, kind == FileKind.DIRECTORY)) {
            case METADATA -> {
                return;
            }
            case HIDES -> {
                path = Whiteout.HIDES.target(path);
                kind = FileKind.WHITEOUT;
            }
            case OPAQUE -> {
                path = Whiteout.OPAQUE.target(path);
                kind = FileKind.OPAQUE;
            }
            case ODD -> notes |= FileNote.ODD_WHITEOUT_NAME.bit();
            case NONE -> {
                boolean device = kind == FileKind.CHARACTER_DEVICE;
                if (device && entry.major() == 0 && entry.minor() == 0) {
                    kind = FileKind.WHITEOUT;
                    notes |= FileNote.OVERLAY_WHITEOUT.bit();
                }
            }
        }
        switch (kind) {
            case SYMLINK -> target = entry.link();
            case HARD_LINK -> {
                // What leads upwards ends at the root, as containerd and umoci have it.
                byte[] normal = EntryPath.normal(entry.link());
                target = normal == null ? entry.link() : normal;
            }
            case CHARACTER_DEVICE, BLOCK_DEVICE ->
                    target =
                            (entry.major() + "," + entry.minor())
                                    .getBytes(StandardCharsets.US_ASCII);
            default -> {
                // Nothing to say.
            }
        }
        if (target.length > budget.limits().pathBytes()) {
            reject(entry);
            return;
        }
        notes |= entry.extendedAttributes() ? FileNote.EXTENDED_ATTRIBUTES.bit() : 0;
        notes |= entry.capabilities() ? FileNote.CAPABILITIES.bit() : 0;
        notes |= entry.sparse().isPresent() ? FileNote.SPARSE.bit() : 0;
        fileBytes += kind == FileKind.FILE ? entry.size() : 0;
        if (fileBytes > budget.limits().layerBytes()) {
            throw tooLong();
        }
        if (kind == FileKind.FILE && contents) {
            addWithContent(entry, tar, path, notes);
        } else {
            add(entry, path, kind, notes, target, 0, 0);
        }
    }

    private void addWithContent(TarEntry entry, TarReader tar, byte[] path, int notes)
            throws IOException {
        // The holes of a sparse file may be larger than any disk; they are not hashed.
        boolean hashed = entry.sparse().isEmpty();
        try {
            HashValue128 value = content(tar, hashed);
            add(
                    entry,
                    path,
                    FileKind.FILE,
                    notes | (hashed ? FileNote.HASHED.bit() : 0),
                    NO_TARGET,
                    value.getMostSignificantBits(),
                    value.getLeastSignificantBits());
        } catch (ArchiveException e) {
            add(entry, path, FileKind.FILE, notes | FileNote.INCOMPLETE.bit(), NO_TARGET, 0, 0);
            throw e;
        }
    }

    private HashValue128 content(TarReader tar, boolean hashed) throws IOException {
        int read = tar.readBody(buffer, 0, buffer.length);
        if (tar.bodyLeft() == 0 && hashed) {
            return Hashing.xxh3_128().hashBytesTo128Bits(buffer, 0, Math.max(0, read));
        }
        hash.reset();
        while (read >= 0) {
            if (hashed) {
                hash.putBytes(buffer, 0, read);
            }
            read = tar.readBody(buffer, 0, buffer.length);
        }
        return hash.get();
    }

    private void add(
            TarEntry entry,
            byte[] path,
            FileKind kind,
            int notes,
            byte[] target,
            long high,
            long low)
            throws LimitExceededException {
        listing.add(
                path,
                path.length,
                kind,
                notes,
                kind == FileKind.FILE ? entry.size() : 0,
                entry.mode(),
                entry.owner(),
                entry.modified(),
                target,
                high,
                low);
        int paths = listing.paths();
        long text = listing.textBytes();
        budget.take(paths - known, (int) (text - knownText));
        known = paths;
        knownText = text;
    }

    private void reject(TarEntry entry) {
        if (rejected++ == 0) {
            firstRejected = PathBytes.text(entry.name(), 0, Math.min(250, entry.name().length));
        }
    }

    private static FileKind kindOf(char type) {
        return switch (type) {
            case '1' -> FileKind.HARD_LINK;
            case '2' -> FileKind.SYMLINK;
            case '3' -> FileKind.CHARACTER_DEVICE;
            case '4' -> FileKind.BLOCK_DEVICE;
            case '5' -> FileKind.DIRECTORY;
            case '6' -> FileKind.FIFO;
            default -> FileKind.FILE;
        };
    }
}
