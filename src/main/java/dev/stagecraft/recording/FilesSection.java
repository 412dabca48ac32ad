package dev.stagecraft.recording;

import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileNote;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerListing;
import dev.stagecraft.image.LayersOfTree;
import dev.stagecraft.image.Owner;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files of an image in a recording: layer by layer, each layer column by column, so that like
/// lies beside like when it is compressed. `format.md` describes it.
///
/// Reading is bounded: what it takes grows with the bytes that were read, and those are counted.
final class FilesSection {
    private static final int MAX_LAYERS = 10_000;
    private static final int MAX_OWNERS = 1 << 20;
    private static final int MAX_PATH = 4096;
    private static final int MAX_TEXT = 4096;

    /// What an entry takes in memory while the tree is made, in bytes.
    private static final int HEAP_PER_ENTRY = 320;

    private static final FileKind[] KINDS = FileKind.values();

    private FilesSection() {}

    private record Hash(long high, long low) {}

    static void write(FileTree tree, OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        List<LayerListing> layers = LayersOfTree.of(tree);
        Map<Owner, Integer> owners = new LinkedHashMap<>();
        for (LayerListing layer : layers) {
            LayerListing.Cursor entry = layer.cursor();
            while (entry.next()) {
                owners.putIfAbsent(entry.owner(), owners.size());
            }
        }
        put(out, layers.size());
        put(out, owners.size());
        for (Owner owner : owners.keySet()) {
            put(out, owner.uid());
            put(out, owner.gid());
            putText(out, owner.user().getBytes(StandardCharsets.UTF_8));
            putText(out, owner.group().getBytes(StandardCharsets.UTF_8));
        }
        Map<Hash, Integer> hashes = new HashMap<>();
        for (LayerListing layer : layers) {
            write(layer, owners, hashes, out);
        }
        out.flush();
    }

    private static void write(
            LayerListing layer,
            Map<Owner, Integer> owners,
            Map<Hash, Integer> hashes,
            DataOutputStream out)
            throws IOException {
        put(out, layer.size());
        byte[] before = new byte[0];
        for (LayerListing.Cursor e = layer.cursor(); e.next(); ) {
            byte[] path = java.util.Arrays.copyOf(e.path(), e.pathLength());
            int shared = java.util.Arrays.mismatch(before, path);
            shared = shared < 0 ? path.length : shared;
            put(out, shared);
            put(out, path.length - shared);
            out.write(path, shared, path.length - shared);
            before = path;
        }
        for (LayerListing.Cursor e = layer.cursor(); e.next(); ) {
            out.writeByte(number(e.kind()));
        }
        for (LayerListing.Cursor e = layer.cursor(); e.next(); ) {
            put(out, e.notes());
        }
        for (LayerListing.Cursor e = layer.cursor(); e.next(); ) {
            put(out, e.size());
        }
        for (LayerListing.Cursor e = layer.cursor(); e.next(); ) {
            put(out, e.mode());
        }
        for (LayerListing.Cursor e = layer.cursor(); e.next(); ) {
            put(out, owners.getOrDefault(e.owner(), 0));
        }
        long last = 0;
        for (LayerListing.Cursor e = layer.cursor(); e.next(); ) {
            putSigned(out, e.modified() - last);
            last = e.modified();
        }
        for (LayerListing.Cursor e = layer.cursor(); e.next(); ) {
            putText(out, e.link());
        }
        for (LayerListing.Cursor e = layer.cursor(); e.next(); ) {
            if (FileNote.HASHED.in(e.notes())) {
                Hash hash = new Hash(e.hashHigh(), e.hashLow());
                Integer known = hashes.putIfAbsent(hash, hashes.size());
                put(out, known == null ? 0 : known + 1L);
                if (known == null) {
                    out.writeLong(hash.high);
                    out.writeLong(hash.low);
                }
            }
        }
    }

    /// Reads what [#write] wrote.
    ///
    /// @param layers how many layers the image has
    /// @param heap how many bytes of memory the entries may take
    /// @throws RecordingException when it is not as it should be, or more than the memory holds
    static List<LayerListing> read(InputStream from, int layers, long heap) throws IOException {
        DataInputStream in = new DataInputStream(from);
        try {
            if (bounded(in, MAX_LAYERS, "layers") != layers) {
                throw wrong("its files are of another number of layers than its image");
            }
            int count = bounded(in, MAX_OWNERS, "owners");
            List<Owner> owners = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                owners.add(
                        new Owner(
                                get(in),
                                get(in),
                                new String(text(in, MAX_TEXT), StandardCharsets.UTF_8),
                                new String(text(in, MAX_TEXT), StandardCharsets.UTF_8)));
            }
            List<Hash> hashes = new ArrayList<>();
            List<LayerListing> listings = new ArrayList<>();
            long left = Math.min(heap / HEAP_PER_ENTRY, 20_000_000);
            for (int i = 0; i < layers; i++) {
                int entries = bounded(in, left, "files");
                left -= entries;
                listings.add(read(in, entries, owners, hashes));
            }
            return listings;
        } catch (EOFException e) {
            throw new RecordingException("the recording is damaged: its files end too early", e);
        }
    }

    private static LayerListing read(
            DataInputStream in, int count, List<Owner> owners, List<Hash> hashes)
            throws IOException {
        // Rows are made as they are read, so that a count alone takes no memory.
        List<byte[]> paths = new ArrayList<>();
        byte[] before = new byte[0];
        for (int i = 0; i < count; i++) {
            int shared = bounded(in, before.length, "shared bytes");
            int more = bounded(in, MAX_PATH - shared, "bytes of a path");
            byte[] path = java.util.Arrays.copyOf(before, shared + more);
            in.readFully(path, shared, more);
            check(path);
            paths.add(path);
            before = path;
        }
        byte[] kinds = new byte[count];
        in.readFully(kinds);
        int[] notes = new int[count];
        for (int i = 0; i < count; i++) {
            notes[i] = bounded(in, 0xffff, "notes");
        }
        long[] sizes = new long[count];
        for (int i = 0; i < count; i++) {
            sizes[i] = get(in);
            if (sizes[i] < 0 || sizes[i] > 1L << 50) {
                throw wrong("a file has an impossible size");
            }
        }
        int[] modes = new int[count];
        for (int i = 0; i < count; i++) {
            modes[i] = bounded(in, 07777, "permissions");
        }
        int[] whose = new int[count];
        for (int i = 0; i < count; i++) {
            whose[i] = bounded(in, owners.size() - 1L, "owners");
        }
        long[] times = new long[count];
        long time = 0;
        for (int i = 0; i < count; i++) {
            time += getSigned(in);
            times[i] = time;
        }
        byte[][] links = new byte[count][];
        for (int i = 0; i < count; i++) {
            links[i] = text(in, MAX_PATH);
        }
        LayerListing.Builder listing = new LayerListing.Builder();
        for (int i = 0; i < count; i++) {
            Hash hash = FileNote.HASHED.in(notes[i]) ? hash(in, hashes) : new Hash(0, 0);
            byte[] path = paths.get(i);
            listing.add(
                    path,
                    path.length,
                    kind(kinds[i]),
                    notes[i],
                    kind(kinds[i]) == FileKind.FILE ? sizes[i] : 0,
                    modes[i],
                    owners.get(whose[i]),
                    times[i],
                    links[i],
                    hash.high,
                    hash.low);
        }
        return listing.build();
    }

    private static Hash hash(DataInputStream in, List<Hash> hashes) throws IOException {
        int known = bounded(in, hashes.size(), "contents");
        if (known > 0) {
            return hashes.get(known - 1);
        }
        Hash hash = new Hash(in.readLong(), in.readLong());
        hashes.add(hash);
        return hash;
    }

    /// A path is as a layer's reader makes it: no `.`, `..` or empty name.
    private static void check(byte[] path) throws RecordingException {
        int from = 0;
        for (int i = 0; i <= path.length; i++) {
            if (i == path.length || path[i] == '/') {
                int length = i - from;
                boolean dots =
                        length <= 2
                                && (length == 0 || path[from] == '.')
                                && (length < 2 || path[from + 1] == '.');
                if (dots && path.length > 0) {
                    throw wrong("a file has an impossible path");
                }
                from = i + 1;
            }
        }
    }

    @SuppressWarnings("EnumOrdinal") // the order is part of the format, see format.md
    private static int number(FileKind kind) {
        return kind.ordinal();
    }

    private static FileKind kind(byte number) throws RecordingException {
        if (number < 0 || number >= KINDS.length) {
            throw wrong("a file is of an unknown kind");
        }
        return KINDS[number];
    }

    private static void putText(DataOutputStream out, byte[] text) throws IOException {
        put(out, text.length);
        out.write(text);
    }

    private static byte[] text(DataInputStream in, int most) throws IOException {
        byte[] text = new byte[bounded(in, most, "bytes of a text")];
        in.readFully(text);
        return text;
    }

    private static void putSigned(DataOutputStream out, long value) throws IOException {
        put(out, (value << 1) ^ (value >> 63));
    }

    private static long getSigned(DataInputStream in) throws IOException {
        long value = get(in);
        return (value >>> 1) ^ -(value & 1);
    }

    /// Seven bits a byte, the lowest first, the eighth bit saying that more follow.
    private static void put(DataOutputStream out, long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.writeByte((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    private static long get(DataInputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = in.readUnsignedByte();
            value |= (long) (b & 0x7f) << shift;
            if ((b & 0x80) == 0) {
                return value;
            }
        }
        throw wrong("a number is too long");
    }

    private static int bounded(DataInputStream in, long most, String what) throws IOException {
        long value = get(in);
        if (value < 0 || value > most) {
            throw wrong("there are " + Long.toUnsignedString(value) + " " + what);
        }
        return (int) value;
    }

    private static RecordingException wrong(String why) {
        return new RecordingException("the recording cannot be read: " + why);
    }
}
