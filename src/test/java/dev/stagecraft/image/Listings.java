package dev.stagecraft.image;

import java.nio.charset.StandardCharsets;

/// Writes layers in a few words: `dir("a").file("a/b", 3).without("c")`.
public final class Listings {
    private final LayerListing.Builder builder = new LayerListing.Builder();
    private Owner owner = Owner.ROOT;

    private Listings() {}

    public static Listings layer() {
        return new Listings();
    }

    /// What is added from now on belongs to that owner.
    public Listings by(Owner whose) {
        owner = whose;
        return this;
    }

    public Listings dir(String path) {
        return add(path.getBytes(StandardCharsets.UTF_8), FileKind.DIRECTORY, 0, 0755, "", 0);
    }

    /// A file of that size; files of one size have the same content.
    public Listings file(String path, long size) {
        return file(path, size, 0644, size);
    }

    public Listings file(String path, long size, int mode, long content) {
        return add(
                path.getBytes(StandardCharsets.UTF_8), FileKind.FILE, size, mode, "", content + 1);
    }

    public Listings file(byte[] path, long size) {
        return add(path, FileKind.FILE, size, 0644, "", size + 1);
    }

    public Listings symlink(String path, String target) {
        return add(path.getBytes(StandardCharsets.UTF_8), FileKind.SYMLINK, 0, 0777, target, 0);
    }

    public Listings hardLink(String path, String target) {
        return add(path.getBytes(StandardCharsets.UTF_8), FileKind.HARD_LINK, 0, 0644, target, 0);
    }

    public Listings without(String path) {
        return add(path.getBytes(StandardCharsets.UTF_8), FileKind.WHITEOUT, 0, 0, "", 0);
    }

    public Listings opaque(String path) {
        return add(path.getBytes(StandardCharsets.UTF_8), FileKind.OPAQUE, 0, 0, "", 0);
    }

    public LayerListing build() {
        return builder.build();
    }

    private Listings add(byte[] path, FileKind kind, long size, int mode, String link, long hash) {
        builder.add(
                path,
                path.length,
                kind,
                hash == 0 ? 0 : FileNote.HASHED.bit(),
                size,
                mode,
                owner,
                1_700_000_000L,
                link.getBytes(StandardCharsets.UTF_8),
                hash,
                hash);
        return this;
    }
}
