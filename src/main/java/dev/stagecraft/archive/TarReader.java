package dev.stagecraft.archive;

import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.Owner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads tar as POSIX (ustar, pax) and GNU write it, in memory bounded by the [Limits] whatever the
/// bytes say. Headers with a wrong checksum, sizes that cannot be, and broken records end the
/// reading; entries before them stay valid. For one thread.
///
/// Global PAX headers are passed over, as the engines do.
final class TarReader {
    static final int BLOCK = 512;

    private static final byte[] NOTHING = {};
    private static final long MAX_SECONDS = 31_556_889_864_403_199L;

    private final ByteSource source;
    private final Limits limits;
    private final byte[] block = new byte[BLOCK];

    private long bodyLeft;
    private long padding;
    private boolean ended;
    private @Nullable TruncatedArchiveException cut;
    private int chain;
    private int chainBytes;
    private String lastUser = "";
    private String lastGroup = "";
    private Owner lastOwner = Owner.ROOT;

    TarReader(ByteSource source, Limits limits) {
        this.source = source;
        this.limits = limits;
    }

    /// Whether the block may be a tar's first: its checksum holds, or it is all zero.
    static boolean looksLikeHeader(byte[] block) {
        return isZero(block) || TarNumbers.isChecked(block);
    }

    /// The next entry, what is left of the one before being passed over; null at the end.
    @Nullable TarEntry next() throws IOException {
        if (cut != null) {
            throw cut;
        }
        if (ended) {
            return null;
        }
        skipBody();
        chain = 0;
        chainBytes = 0;
        byte[] longName = null;
        byte[] longLink = null;
        PaxRecords pax = null;
        while (true) {
            if (!readHeader()) {
                if (chain > 0) {
                    throw new TruncatedArchiveException("the tar ends after an extension header");
                }
                ended = true;
                return null;
            }
            char type = (char) (block[156] & 0xff);
            switch (type) {
                case 'L' -> longName = textOf(extension(type));
                case 'K' -> longLink = textOf(extension(type));
                case 'x', 'X' -> {
                    byte[] data = extension(type);
                    pax = PaxRecords.parse(data, data.length);
                }
                case 'g' -> extension(type);
                case 'V' -> skipExtension();
                case 'M', 'N' ->
                        throw new CorruptArchiveException(
                                "the tar is one volume of several (type " + type + ")");
                default -> {
                    return entry(type, longName, longLink, pax);
                }
            }
        }
    }

    /// Reads bytes that the archive stores of the current entry.
    ///
    /// @return how many, or -1 at their end
    /// @throws TruncatedArchiveException when the tar ends inside them
    int readBody(byte[] into, int offset, int length) throws IOException {
        if (bodyLeft == 0) {
            return -1;
        }
        int read = source.read(into, offset, (int) Math.min(length, bodyLeft));
        if (read < 0) {
            throw cutOff();
        }
        bodyLeft -= read;
        return read;
    }

    /// How many bytes of the current entry's body were not read yet.
    long bodyLeft() {
        return bodyLeft;
    }

    /// Where the next byte comes from, counted from the beginning.
    long position() {
        return source.position();
    }

    /// Passes over some of the bytes that the archive stores of the current entry.
    ///
    /// @return how many; fewer than asked for only at their end
    long skipBody(long length) throws IOException {
        long skipped = source.skip(Math.min(length, bodyLeft));
        bodyLeft -= skipped;
        return skipped;
    }

    /// Passes over what is left of the current entry.
    ///
    /// @throws TruncatedArchiveException when the tar ends before
    void skipBody() throws IOException {
        if (bodyLeft > 0) {
            long skipped = source.skip(bodyLeft);
            bodyLeft -= skipped;
            if (bodyLeft > 0) {
                throw cutOff();
            }
        }
        if (padding > 0) {
            // Some programs leave out the last padding.
            source.skip(padding);
            padding = 0;
        }
    }

    /// Whoever read the body may have put up with its end; the next entry is not there for anyone.
    private TruncatedArchiveException cutOff() {
        TruncatedArchiveException e =
                new TruncatedArchiveException(
                        "the tar ends inside a file, " + ByteSize.exact(bodyLeft) + " early");
        cut = e;
        return e;
    }

    /// Reads all that follows the end, which still belongs to the digest.
    void drain() throws IOException {
        bodyLeft = 0;
        source.skip(Long.MAX_VALUE);
    }

    private boolean readHeader() throws IOException {
        int read = source.readFully(block, 0, BLOCK);
        if (read == 0) {
            return false;
        }
        if (read < BLOCK) {
            if (isZero(Arrays.copyOf(block, read))) {
                return false;
            }
            throw new TruncatedArchiveException("the tar ends inside a header");
        }
        if (isZero(block)) {
            return false;
        }
        if (!TarNumbers.isChecked(block)) {
            throw new CorruptArchiveException(
                    "the tar header at byte %d has a wrong checksum"
                            .formatted(source.position() - BLOCK));
        }
        return true;
    }

    private byte[] extension(char type) throws IOException {
        long size = stepIntoChain(type);
        if (size > limits.headerBytes() - chainBytes) {
            throw new LimitExceededException(
                    "headerBytes",
                    limits.headerBytes(),
                    "the headers before one entry are longer than "
                            + limits.headerBytes()
                            + " bytes");
        }
        chainBytes += (int) size;
        byte[] data = new byte[(int) size];
        if (source.readFully(data, 0, data.length) < data.length) {
            throw new TruncatedArchiveException("the tar ends inside a header");
        }
        source.skip(paddingOf(size));
        return data;
    }

    private void skipExtension() throws IOException {
        long size = stepIntoChain('V');
        source.skip(size);
        source.skip(paddingOf(size));
    }

    private long stepIntoChain(char type) throws IOException {
        if (++chain > limits.headerChain()) {
            throw new LimitExceededException(
                    "headerChain",
                    limits.headerChain(),
                    "more than " + limits.headerChain() + " extension headers before one entry");
        }
        long size = TarNumbers.parse(block, 124, 12, "size");
        if (size < 0) {
            throw new CorruptArchiveException("an extension header (" + type + ") is negative");
        }
        return size;
    }

    private TarEntry entry(
            char flag,
            byte @Nullable [] longName,
            byte @Nullable [] longLink,
            @Nullable PaxRecords records)
            throws IOException {
        PaxRecords pax = records == null ? new PaxRecords() : records;
        byte[] name =
                pax.sparseName != null
                        ? pax.sparseName
                        : pax.path != null ? pax.path : longName != null ? longName : headerName();
        byte[] link =
                pax.linkPath != null ? pax.linkPath : longLink != null ? longLink : field(157, 100);
        char type = typeOf(flag, name);
        long stored = pax.size >= 0 ? pax.size : TarNumbers.parse(block, 124, 12, "size");
        if (type != '0' && type != 'D') {
            // What has no content has none, whatever the header says: so read GNU tar and Go.
            stored = type >= '1' && type <= '6' ? 0 : stored;
        }
        long size = stored;
        if (stored < 0) {
            throw new CorruptArchiveException("a tar entry has a negative size");
        }
        int mode = (int) (TarNumbers.parse(block, 100, 8, "mode") & 07777);
        long uid = pax.uid >= 0 ? pax.uid : Math.max(0, TarNumbers.parse(block, 108, 8, "uid"));
        long gid = pax.gid >= 0 ? pax.gid : Math.max(0, TarNumbers.parse(block, 116, 8, "gid"));
        long time = pax.hasTime ? pax.time : TarNumbers.parse(block, 136, 12, "time");
        boolean ustar = isUstar();
        if (ustar) {
            lastUser = same(265, lastUser);
            lastGroup = same(297, lastGroup);
        }
        String user = pax.user != null ? pax.user : ustar ? lastUser : "";
        String group = pax.group != null ? pax.group : ustar ? lastGroup : "";
        boolean device = type == '3' || type == '4';
        long major = device && ustar ? TarNumbers.parse(block, 329, 8, "device") : 0;
        long minor = device && ustar ? TarNumbers.parse(block, 337, 8, "device") : 0;

        bodyLeft = stored;
        padding = paddingOf(stored);
        Optional<SparseMap> sparse = Optional.empty();
        if (flag == 'S') {
            size = TarNumbers.parse(block, 483, 12, "real size");
            sparse = Optional.of(sparseReader().old(block, size).checked(stored));
        } else if (type == '0' && (pax.sparse || pax.sparseMajor >= 0)) {
            size = pax.sparseSize >= 0 ? pax.sparseSize : stored;
            boolean inBody = pax.sparseMajor == 1 && pax.sparseMinor == 0;
            List<Long> numbers = inBody ? sparseReader().inBody(this) : pax.sparseNumbers;
            sparse = Optional.of(SparseMap.of(numbers, size).checked(bodyLeft));
            stored = bodyLeft;
        }
        if (size < 0 || size > limits.layerBytes()) {
            throw new LimitExceededException(
                    "layerBytes",
                    limits.layerBytes(),
                    "a file claims " + size + " bytes, more than " + limits.layerBytes());
        }
        return new TarEntry(
                type == 'D' ? '5' : type,
                name,
                type == '1' || type == '2' ? link : NOTHING,
                type == '0' ? size : 0,
                stored,
                mode,
                owner(uid, gid, user, group),
                Math.clamp(time, -MAX_SECONDS, MAX_SECONDS),
                major,
                minor,
                pax.extendedAttributes,
                pax.capabilities,
                sparse);
    }

    private static char typeOf(char flag, byte[] name) {
        return switch (flag) {
            // Before POSIX a directory was a file whose name ends in a slash.
            case 0, '0', '7' -> name.length > 0 && name[name.length - 1] == '/' ? '5' : '0';
            case '1', '2', '3', '4', '5', '6', 'D' -> flag;
            default -> '0';
        };
    }

    private SparseMapReader sparseReader() {
        return new SparseMapReader(source, limits, limits.headerBytes() - chainBytes);
    }

    private byte[] headerName() {
        byte[] name = field(0, 100);
        // GNU has other things where POSIX has the first part of a long path.
        if (!isUstar() || block[263] != '0' || block[345] == 0) {
            return name;
        }
        byte[] prefix = field(345, 155);
        byte[] joined = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        joined[prefix.length] = '/';
        System.arraycopy(name, 0, joined, prefix.length + 1, name.length);
        return joined;
    }

    private boolean isUstar() {
        return block[257] == 'u'
                && block[258] == 's'
                && block[259] == 't'
                && block[260] == 'a'
                && block[261] == 'r';
    }

    private byte[] field(int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return Arrays.copyOfRange(block, offset, end);
    }

    /// The name in the header, without a new text when it is that of the entry before.
    private String same(int offset, String before) {
        int length = before.length();
        if (length < 32 && block[offset + length] == 0) {
            int i = 0;
            while (i < length && block[offset + i] == before.charAt(i)) {
                i++;
            }
            if (i == length) {
                return before;
            }
        }
        return new String(field(offset, 32), StandardCharsets.UTF_8);
    }

    private Owner owner(long uid, long gid, String user, String group) {
        if (lastOwner.uid() != uid
                || lastOwner.gid() != gid
                || !lastOwner.user().equals(user)
                || !lastOwner.group().equals(group)) {
            lastOwner = new Owner(uid, gid, user, group);
        }
        return lastOwner;
    }

    private static byte[] textOf(byte[] data) {
        int end = 0;
        while (end < data.length && data[end] != 0) {
            end++;
        }
        return Arrays.copyOf(data, end);
    }

    private static long paddingOf(long size) {
        return -size & (BLOCK - 1);
    }

    private static boolean isZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
