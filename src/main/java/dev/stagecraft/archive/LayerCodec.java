package dev.stagecraft.archive;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileNote;
import dev.stagecraft.image.LayerListing;
import dev.stagecraft.image.Owner;
import dev.stagecraft.image.PathBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A parsed layer as a row of bytes: numbers of variable length, paths as what differs from the one
/// before, a checksum at the end.
final class LayerCodec {
    /// To be counted up with each change of the format, of [FileKind] or of [FileNote].
    private static final byte[] MAGIC = "stagecraft layer 1\n".getBytes(StandardCharsets.US_ASCII);

    private static final FileKind[] KINDS = FileKind.values();
    private static final int SUM = 8;

    private byte[] bytes = new byte[1 << 16];
    private int at;

    private LayerCodec() {}

    /// @param layer one with a diff id
    static byte[] encode(ParsedLayer layer) {
        LayerCodec out = new LayerCodec();
        out.put(MAGIC);
        out.putText(layer.diffId().orElseThrow().toString());
        out.putNumber(layer.tarBytes());
        out.putNumber(layer.problems().size());
        for (LayerProblem problem : layer.problems()) {
            out.putText(problem.kind().name());
            out.putText(problem.message());
        }
        LayerListing listing = layer.listing();
        Map<Owner, Integer> owners = new LinkedHashMap<>();
        LayerListing.Cursor scan = listing.cursor();
        while (scan.next()) {
            owners.putIfAbsent(scan.owner(), owners.size());
        }
        out.putNumber(owners.size());
        for (Owner owner : owners.keySet()) {
            out.putNumber(owner.uid());
            out.putNumber(owner.gid());
            out.putText(owner.user());
            out.putText(owner.group());
        }
        out.putNumber(listing.size());
        byte[] before = new byte[0];
        int beforeLength = 0;
        LayerListing.Cursor entry = listing.cursor();
        while (entry.next()) {
            byte[] path = entry.path();
            int length = entry.pathLength();
            int shared = Arrays.mismatch(before, 0, beforeLength, path, 0, length);
            shared = shared < 0 ? length : shared;
            out.putNumber(shared);
            out.putNumber(length - shared);
            out.put(path, shared, length - shared);
            if (before.length < path.length) {
                before = new byte[path.length];
            }
            System.arraycopy(path, 0, before, 0, length);
            beforeLength = length;
            out.putByte(Arrays.asList(KINDS).indexOf(entry.kind()));
            out.putNumber(entry.notes());
            out.putNumber(entry.size());
            out.putNumber(entry.mode());
            out.putNumber(owners.getOrDefault(entry.owner(), 0));
            out.putNumber(entry.modified());
            byte[] link = entry.link();
            out.putNumber(link.length);
            out.put(link);
            if (FileNote.HASHED.in(entry.notes())) {
                out.putLong(entry.hashHigh());
                out.putLong(entry.hashLow());
            }
        }
        out.putLong(sum(out.bytes, out.at));
        return Arrays.copyOf(out.bytes, out.at);
    }

    /// @return absent when the bytes are not those of this layer, whole and undamaged
    static Optional<ParsedLayer> decode(byte[] bytes, DiffId diffId) {
        int end = bytes.length - SUM;
        if (end < MAGIC.length || !Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length)) {
            return Optional.empty();
        }
        LayerCodec in = new LayerCodec();
        in.bytes = bytes;
        in.at = end;
        if (in.getLong() != sum(bytes, end)) {
            return Optional.empty();
        }
        in.at = MAGIC.length;
        return in.getText().equals(diffId.toString())
                ? Optional.of(in.layer(diffId))
                : Optional.empty();
    }

    private ParsedLayer layer(DiffId diffId) {
        long tarBytes = getNumber();
        List<LayerProblem> problems = new ArrayList<>();
        int problemCount = (int) getNumber();
        for (int i = 0; i < problemCount; i++) {
            problems.add(new LayerProblem(LayerProblem.Kind.valueOf(getText()), getText()));
        }
        int ownerCount = (int) getNumber();
        List<Owner> owners = new ArrayList<>();
        for (int i = 0; i < ownerCount; i++) {
            owners.add(new Owner(getNumber(), getNumber(), getText(), getText()));
        }
        int count = (int) getNumber();
        LayerListing.Builder listing = new LayerListing.Builder();
        byte[] path = new byte[4096];
        for (int i = 0; i < count; i++) {
            int shared = (int) getNumber();
            int more = (int) getNumber();
            if (shared + more > path.length) {
                path = Arrays.copyOf(path, shared + more);
            }
            System.arraycopy(bytes, at, path, shared, more);
            at += more;
            FileKind kind = KINDS[bytes[at++]];
            int notes = (int) getNumber();
            long size = getNumber();
            int mode = (int) getNumber();
            Owner owner = owners.get((int) getNumber());
            long modified = getNumber();
            int linkLength = (int) getNumber();
            byte[] link = Arrays.copyOfRange(bytes, at, at + linkLength);
            at += linkLength;
            boolean hashed = FileNote.HASHED.in(notes);
            long high = hashed ? getLong() : 0;
            long low = hashed ? getLong() : 0;
            listing.add(
                    path, shared + more, kind, notes, size, mode, owner, modified, link, high, low);
        }
        return new ParsedLayer(listing.build(), Optional.of(diffId), tarBytes, problems);
    }

    private static long sum(byte[] bytes, int length) {
        return Hashing.xxh3_64().hashBytesToLong(bytes, 0, length);
    }

    private void put(byte[] from) {
        put(from, 0, from.length);
    }

    private void put(byte[] from, int offset, int length) {
        room(length);
        System.arraycopy(from, offset, bytes, at, length);
        at += length;
    }

    private void putByte(int value) {
        room(1);
        bytes[at++] = (byte) value;
    }

    private void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putNumber(utf8.length);
        put(utf8);
    }

    /// Seven bits a byte, small numbers of either sign being short.
    private void putNumber(long value) {
        long rest = (value << 1) ^ (value >> 63);
        room(10);
        while ((rest & ~0x7fL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
    }

    private void putLong(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[at++] = (byte) (value >>> shift);
        }
    }

    private void room(int more) {
        if (bytes.length - at < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length + (bytes.length >> 1), at + more));
        }
    }

    private long getNumber() {
        long value = 0;
        int shift = 0;
        while (true) {
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
            shift += 7;
        }
    }

    private long getLong() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | (bytes[at++] & 0xff);
        }
        return value;
    }

    private String getText() {
        int length = (int) getNumber();
        String text = PathBytes.text(bytes, at, length);
        at += length;
        return text;
    }
}
