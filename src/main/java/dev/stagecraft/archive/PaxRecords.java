package dev.stagecraft.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The records of a PAX extended header (POSIX `pax`, "pax Extended Header"): `length key=value\n`.
/// An empty value takes back what the header says, that is: leaves it.
final class PaxRecords {
    byte @Nullable [] path;
    byte @Nullable [] sparseName;
    byte @Nullable [] linkPath;
    @Nullable String user;
    @Nullable String group;
    long size = -1;
    long uid = -1;
    long gid = -1;
    boolean hasTime;
    long time;
    boolean extendedAttributes;
    boolean capabilities;

    // GNU sparse files, all three versions of them.
    int sparseMajor = -1;
    int sparseMinor = -1;
    long sparseSize = -1;
    final List<Long> sparseNumbers = new ArrayList<>();
    boolean sparse;

    /// @throws CorruptArchiveException when a record is not of that form
    static PaxRecords parse(byte[] data, int length) throws CorruptArchiveException {
        PaxRecords records = new PaxRecords();
        int at = 0;
        while (at < length) {
            int space = at;
            int size = 0;
            while (space < length && data[space] >= '0' && data[space] <= '9' && size < 1 << 24) {
                size = size * 10 + data[space++] - '0';
            }
            int end = at + size;
            int equals = space + 1;
            if (space == at
                    || space >= length
                    || data[space] != ' '
                    || end > length
                    || end <= equals
                    || data[end - 1] != '\n') {
                throw new CorruptArchiveException("a PAX header has a malformed record");
            }
            while (equals < end && data[equals] != '=') {
                equals++;
            }
            if (equals >= end) {
                throw new CorruptArchiveException("a PAX header has a record without a value");
            }
            String key =
                    new String(data, space + 1, equals - space - 1, StandardCharsets.ISO_8859_1);
            records.put(key, data, equals + 1, end - 1 - (equals + 1));
            at = end;
        }
        return records;
    }

    private void put(String key, byte[] data, int from, int length) throws CorruptArchiveException {
        if (key.startsWith("SCHILY.xattr.") || key.startsWith("LIBARCHIVE.xattr.")) {
            extendedAttributes = true;
            capabilities |= key.endsWith(".security.capability");
            return;
        }
        switch (key) {
            case "path" -> path = name(data, from, length, path);
            case "GNU.sparse.name" -> sparseName = name(data, from, length, sparseName);
            case "linkpath" -> linkPath = name(data, from, length, linkPath);
            case "uname" -> user = length == 0 ? null : text(data, from, length);
            case "gname" -> group = length == 0 ? null : text(data, from, length);
            case "size" -> size = length == 0 ? -1 : positive(data, from, length, key);
            case "uid" -> uid = length == 0 ? -1 : positive(data, from, length, key);
            case "gid" -> gid = length == 0 ? -1 : positive(data, from, length, key);
            case "mtime" -> {
                hasTime = length > 0;
                time = hasTime ? TarNumbers.seconds(text(data, from, length)) : 0;
            }
            case "GNU.sparse.major" -> sparseMajor = small(data, from, length, key);
            case "GNU.sparse.minor" -> sparseMinor = small(data, from, length, key);
            case "GNU.sparse.size", "GNU.sparse.realsize" -> {
                sparse = true;
                sparseSize = positive(data, from, length, key);
            }
            case "GNU.sparse.offset", "GNU.sparse.numbytes" -> {
                sparse = true;
                sparseNumbers.add(positive(data, from, length, key));
            }
            case "GNU.sparse.map" -> {
                sparse = true;
                sparseNumbers.clear();
                for (String number : text(data, from, length).split(",", -1)) {
                    sparseNumbers.add(TarNumbers.decimal(number, key));
                }
            }
            default -> {
                // Other keys say nothing that is shown.
            }
        }
    }

    private static byte @Nullable [] name(
            byte[] data, int from, int length, byte @Nullable [] before)
            throws CorruptArchiveException {
        if (length == 0) {
            return before;
        }
        byte[] name = Arrays.copyOfRange(data, from, from + length);
        for (byte b : name) {
            if (b == 0) {
                throw new CorruptArchiveException("a PAX record's name holds a zero byte");
            }
        }
        return name;
    }

    private static long positive(byte[] data, int from, int length, String key)
            throws CorruptArchiveException {
        long value = length > 20 ? -1 : TarNumbers.decimal(text(data, from, length), key);
        if (value < 0) {
            throw new CorruptArchiveException("a PAX record's " + key + " is negative");
        }
        return value;
    }

    private static int small(byte[] data, int from, int length, String key)
            throws CorruptArchiveException {
        return (int) Math.min(99, positive(data, from, length, key));
    }

    private static String text(byte[] data, int from, int length) {
        return new String(data, from, length, StandardCharsets.UTF_8);
    }
}
