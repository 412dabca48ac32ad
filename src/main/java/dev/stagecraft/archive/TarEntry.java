package dev.stagecraft.archive;

import dev.stagecraft.image.Owner;
import java.util.Optional;

/// One entry of a tar, as written: names are not made normal yet.
///
/// @param type the header's type flag, `0` for a file, `5` for a directory; what POSIX reads as a
///   file is `0`
/// @param name the path as written
/// @param link the link's target as written; empty when there is none
/// @param size the file's size in bytes, holes included; 0 of what is no file
/// @param stored how many bytes the archive stores of it
/// @param mode the permission bits
/// @param modified seconds since 1970
/// @param major a device's major number
/// @param minor a device's minor number
/// @param sparse where the file has data; absent when it has no holes
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record TarEntry(
        char type,
        byte[] name,
        byte[] link,
        long size,
        long stored,
        int mode,
        Owner owner,
        long modified,
        long major,
        long minor,
        boolean extendedAttributes,
        boolean capabilities,
        Optional<SparseMap> sparse) {
    boolean isFile() {
        return type == '0';
    }

    boolean isDirectory() {
        return type == '5';
    }
}
