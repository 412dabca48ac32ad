package dev.stagecraft.image;

import java.util.Arrays;
import java.util.List;

/// What one layer holds, in the order of its tar, without the files' contents: the result of
/// reading a layer, and what a [FileTree] is made of.
///
/// Rows are columns of primitives, and a path is stored as what differs from the path before it, so
/// a listing of a million entries takes some 70 bytes for each. Immutable and safe for threads;
/// each [Cursor] belongs to one.
public final class LayerListing {
    private static final byte[] NO_LINK = {};

    private final int count;
    private final short[] shared;
    private final int[] suffixEnd;
    private final byte[] suffixes;
    private final byte[] kind;
    private final short[] notes;
    private final long[] size;
    private final short[] mode;
    private final int[] owner;
    private final long[] modified;
    private final int[] linkEnd;
    private final byte[] links;
    private final long[] hashHigh;
    private final long[] hashLow;
    private final List<Owner> owners;
    private final long fileBytes;
    private final int markers;
    private final boolean hashed;

    private LayerListing(Builder b) {
        count = b.kind.size;
        shared = Arrays.copyOf(b.shared.at, count);
        suffixEnd = Arrays.copyOf(b.suffixEnd.at, count);
        suffixes = Arrays.copyOf(b.suffixes.at, b.suffixes.size);
        kind = Arrays.copyOf(b.kind.at, count);
        notes = Arrays.copyOf(b.notes.at, count);
        size = Arrays.copyOf(b.size.at, count);
        mode = Arrays.copyOf(b.mode.at, count);
        owner = Arrays.copyOf(b.owner.at, count);
        modified = Arrays.copyOf(b.modified.at, count);
        linkEnd = Arrays.copyOf(b.linkEnd.at, count);
        links = Arrays.copyOf(b.links.at, b.links.size);
        hashHigh = Arrays.copyOf(b.hashHigh.at, count);
        hashLow = Arrays.copyOf(b.hashLow.at, count);
        owners = b.owners.owners();
        fileBytes = b.fileBytes;
        markers = b.markers;
        hashed = b.hashed;
    }

    /// A listing with nothing in it.
    public static LayerListing empty() {
        return new Builder().build();
    }

    /// The number of entries.
    public int size() {
        return count;
    }

    /// The sum of the sizes of its files in bytes: "layer size" as `docker history` counts it.
    public long fileBytes() {
        return fileBytes;
    }

    /// Whether there is a whiteout or an opaque marker.
    public boolean hasMarkers() {
        return markers > 0;
    }

    /// Whether the content of every file was read and hashed.
    public boolean isHashed() {
        return hashed;
    }

    /// A walk over the entries, before the first.
    public Cursor cursor() {
        return new Cursor();
    }

    /// One walk over the entries in their order.
    public final class Cursor {
        private int at = -1;
        private byte[] path = new byte[256];
        private int length;
        private int sharedWithPrevious;

        /// Goes to the next entry; false after the last.
        public boolean next() {
            if (at + 1 >= count) {
                return false;
            }
            at++;
            int from = at == 0 ? 0 : suffixEnd[at - 1];
            int suffix = suffixEnd[at] - from;
            sharedWithPrevious = shared[at];
            length = sharedWithPrevious + suffix;
            if (length > path.length) {
                path = Arrays.copyOf(path, Math.max(length, path.length * 2));
            }
            System.arraycopy(suffixes, from, path, sharedWithPrevious, suffix);
            return true;
        }

        /// The buffer that holds the path, without leading or trailing slash, `.` or `..`; valid
        /// until the next call of [#next].
        public byte[] path() {
            return path;
        }

        /// How many bytes of [#path] are the path's; 0 for the root directory.
        public int pathLength() {
            return length;
        }

        int sharedWithPrevious() {
            return sharedWithPrevious;
        }

        /// The path as text, as [PathBytes#text] writes it.
        public String pathText() {
            return PathBytes.text(path, 0, length);
        }

        public FileKind kind() {
            return FileKind.of(kind[at]);
        }

        /// The notes as [FileNote#bit]s.
        public int notes() {
            return notes[at] & 0xffff;
        }

        /// The file's size in bytes; 0 for what is no file.
        public long size() {
            return size[at];
        }

        public int mode() {
            return mode[at];
        }

        public Owner owner() {
            return owners.get(owner[at]);
        }

        int ownerNumber() {
            return owner[at];
        }

        /// Seconds since 1970; may be negative.
        public long modified() {
            return modified[at];
        }

        /// What a link says, as bytes; a hard link's target is a path like [#path]. Of a device its
        /// numbers. Empty for all else.
        public byte[] link() {
            int from = at == 0 ? 0 : linkEnd[at - 1];
            return linkEnd[at] == from ? NO_LINK : Arrays.copyOfRange(links, from, linkEnd[at]);
        }

        /// The upper half of the content hash; nothing without [FileNote#HASHED].
        public long hashHigh() {
            return hashHigh[at];
        }

        /// The lower half of the content hash; nothing without [FileNote#HASHED].
        public long hashLow() {
            return hashLow[at];
        }
    }

    /// Takes the entries of a layer as they are read. For one thread.
    public static final class Builder {
        private final Column.Shorts shared = new Column.Shorts();
        private final Column.Ints suffixEnd = new Column.Ints();
        private final Column.Bytes suffixes = new Column.Bytes();
        private final Column.Bytes kind = new Column.Bytes();
        private final Column.Shorts notes = new Column.Shorts();
        private final Column.Longs size = new Column.Longs();
        private final Column.Shorts mode = new Column.Shorts();
        private final Column.Ints owner = new Column.Ints();
        private final Column.Longs modified = new Column.Longs();
        private final Column.Ints linkEnd = new Column.Ints();
        private final Column.Bytes links = new Column.Bytes();
        private final Column.Longs hashHigh = new Column.Longs();
        private final Column.Longs hashLow = new Column.Longs();
        private final OwnerTable owners = new OwnerTable();
        private byte[] previous = new byte[256];
        private int previousLength;
        private long fileBytes;
        private int markers;
        private int paths;
        private boolean hashed = true;

        /// Takes one entry.
        ///
        /// @param path normal: no leading or trailing slash, no `.`, `..` or empty component; empty
        ///   for the root directory; at most 32 767 bytes
        /// @param bits the notes as [FileNote#bit]s; with [FileNote#HASHED] the hash counts
        /// @param target what a link says or a device's numbers; empty for all else
        public void add(
                byte[] path,
                int pathLength,
                FileKind what,
                int bits,
                long bytes,
                int permissions,
                Owner whose,
                long seconds,
                byte[] target,
                long high,
                long low) {
            int common = Arrays.mismatch(previous, 0, previousLength, path, 0, pathLength);
            if (common < 0) {
                common = pathLength;
            }
            shared.add(common);
            suffixes.add(path, common, pathLength - common);
            suffixEnd.add(suffixes.size);
            paths += 1 + slashes(path, common, pathLength) + slashes(target, 0, target.length);
            if (pathLength > previous.length) {
                previous = new byte[Math.max(pathLength, previous.length * 2)];
                common = 0;
            }
            System.arraycopy(path, common, previous, common, pathLength - common);
            previousLength = pathLength;
            kind.add(what.code());
            notes.add(bits);
            size.add(bytes);
            mode.add(permissions & 07777);
            owner.add(owners.number(whose));
            modified.add(seconds);
            links.add(target, 0, target.length);
            linkEnd.add(links.size);
            hashHigh.add(high);
            hashLow.add(low);
            if (what == FileKind.FILE) {
                fileBytes += bytes;
                hashed &= FileNote.HASHED.in(bits);
            }
            if (what.isMarker()) {
                markers++;
            }
        }

        /// How many entries it has taken.
        public int size() {
            return kind.size;
        }

        /// How many paths it has taken, directories on the way that had not been named before and
        /// those that links name included: an upper bound for the nodes of a tree.
        public int paths() {
            return paths;
        }

        /// How many bytes of paths and link targets it keeps.
        public long textBytes() {
            return (long) suffixes.size + links.size;
        }

        public LayerListing build() {
            return new LayerListing(this);
        }

        private static int slashes(byte[] path, int from, int to) {
            int count = 0;
            for (int i = from; i < to; i++) {
                if (path[i] == '/') {
                    count++;
                }
            }
            return count;
        }
    }
}
