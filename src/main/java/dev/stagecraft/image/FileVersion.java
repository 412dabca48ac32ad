package dev.stagecraft.image;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What one layer holds at one path, taken out of a [FileTree] to be shown.
///
/// @param row its number in the tree
/// @param node the path's number in the tree
/// @param layer the layer that carries it, the bottom one being 0
/// @param kind what it is
/// @param size the file's size in bytes; 0 for all that is no file. Of a hard link: the inode's
///   size
/// @param mode the permission bits, with setuid, setgid and sticky
/// @param owner whom it belongs to
/// @param modified when it was changed last; may lie before 1970
/// @param linkTarget of a symbolic link what it says, of a hard link the path of the name that
///   carries the bytes (or as written, when dangling), of a device its numbers; fit to be shown,
///   not escaped
/// @param contentHash 32 hexadecimal digits of XXH3-128 of the content; absent when the bytes were
///   not read
/// @param notes what else is to be said
/// @param diedIn the layer that took it out of the image; absent when it is in the final image
/// @param cause why it is not in the final image
public record FileVersion(
        int row,
        int node,
        int layer,
        FileKind kind,
        long size,
        int mode,
        Owner owner,
        Instant modified,
        Optional<String> linkTarget,
        Optional<String> contentHash,
        Set<FileNote> notes,
        Optional<Integer> diedIn,
        DeathCause cause) {
    /// Whether it is in the final image.
    public boolean isLive() {
        return diedIn.isEmpty() && !kind.isMarker();
    }

    /// Such as `-rwsr-xr-x`, as `ls -l` writes it.
    public String permissions() {
        return permissions(kind, mode);
    }

    /// Such as `-rwsr-xr-x`, as `ls -l` writes it.
    public static String permissions(FileKind kind, int mode) {
        char[] text = new char[10];
        text[0] = kind.letter();
        for (int i = 0; i < 9; i++) {
            text[i + 1] = (mode & (0400 >> i)) != 0 ? "rwxrwxrwx".charAt(i) : '-';
        }
        special(text, 3, (mode & 04000) != 0, 's');
        special(text, 6, (mode & 02000) != 0, 's');
        special(text, 9, (mode & 01000) != 0, 't');
        return new String(text);
    }

    private static void special(char[] text, int at, boolean set, char letter) {
        if (set) {
            text[at] = text[at] == 'x' ? letter : Character.toUpperCase(letter);
        }
    }
}
