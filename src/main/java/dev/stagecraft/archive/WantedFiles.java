package dev.stagecraft.archive;

import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileNote;
import dev.stagecraft.image.FileTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Versions of files whose contents are wanted, and what is still to be found of them. Knows the
/// entry of a layer's tar that holds each.
final class WantedFiles {
    private final FileTree tree;
    private final ImageFiles.Sink sink;
    private final Map<ByteBuffer, List<Integer>> inodesByPath = new HashMap<>();
    private final Map<Integer, Integer> rowOfInode = new HashMap<>();
    private final Set<Integer> open = new HashSet<>();
    private boolean repeated;
    private boolean elsewhere;

    WantedFiles(FileTree tree, ImageFiles.Sink sink) {
        this.tree = tree;
        this.sink = sink;
    }

    /// @param inode the version that holds the bytes
    /// @param row the version that was asked for
    void want(int inode, int row) {
        int notes = tree.notes(inode);
        repeated |= FileNote.DUPLICATE.in(notes);
        elsewhere |= FileNote.THROUGH_SYMLINK.in(notes);
        if (open.add(inode)) {
            inodesByPath
                    .computeIfAbsent(
                            ByteBuffer.wrap(tree.pathBytes(tree.node(inode))),
                            path -> new ArrayList<>())
                    .add(inode);
        }
        rowOfInode.putIfAbsent(inode, row);
    }

    WantedFiles with(WantedFiles other) {
        other.rowOfInode.forEach((inode, row) -> want(inode, row));
        return this;
    }

    boolean isDone() {
        return open.isEmpty();
    }

    /// Whether an entry of any layer of the image tells by its path and attributes alone that it is
    /// one of these, so that it need not be known which layer is being read.
    boolean isTelling() {
        return !elsewhere && open.stream().allMatch(this::isTelling);
    }

    private boolean isTelling(int inode) {
        int node = tree.node(inode);
        for (int row = tree.firstVersion(node); row < tree.endVersion(node); row++) {
            if (isTwin(row, inode)) {
                return false;
            }
        }
        // An entry of that path may have landed elsewhere, through a symbolic link.
        for (int row = 0; row < tree.versionCount(); row++) {
            if (FileNote.THROUGH_SYMLINK.in(tree.notes(row)) && isTwin(row, inode)) {
                return false;
            }
        }
        return true;
    }

    private boolean isTwin(int row, int inode) {
        return tree.layer(row) != tree.layer(inode)
                && tree.kind(row) == FileKind.FILE
                && tree.fileSize(row) == tree.fileSize(inode)
                && tree.modified(row) == tree.modified(inode)
                && tree.mode(row) == tree.mode(inode)
                && tree.owner(row).equals(tree.owner(inode))
                && !(tree.isHashed(row) && tree.isHashed(inode) && tree.sameContent(row, inode));
    }

    /// Looks through a layer, no further than to the last entry that is wanted.
    void read(ByteSource layer, Limits limits) throws IOException {
        TarReader tar = new TarReader(layer, limits);
        while (!open.isEmpty() || repeated) {
            TarEntry entry = tar.next();
            if (entry == null) {
                return;
            }
            byte[] path = entry.isFile() ? EntryPath.normal(entry.name()) : null;
            int inode = path == null ? FileTree.NONE : inodeOf(path, entry);
            if (inode != FileTree.NONE) {
                open.remove(inode);
                sink.accept(rowOfInode.getOrDefault(inode, inode), new EntryStream(tar, entry));
            }
        }
    }

    private int inodeOf(byte[] path, TarEntry entry) {
        List<Integer> candidates = inodesByPath.getOrDefault(ByteBuffer.wrap(path), List.of());
        int found = FileTree.NONE;
        for (int inode : candidates) {
            if (isOf(entry, inode) && (found == FileTree.NONE || !open.contains(found))) {
                found = inode;
            }
        }
        return found == FileTree.NONE && elsewhere ? byName(path, entry) : found;
    }

    private boolean isOf(TarEntry entry, int inode) {
        return tree.fileSize(inode) == entry.size()
                && tree.modified(inode) == entry.modified()
                && tree.mode(inode) == entry.mode()
                && tree.owner(inode).equals(entry.owner());
    }

    /// An entry that lies elsewhere than its path says, because a parent is a symbolic link, is
    /// known by its name and attributes.
    private int byName(byte[] path, TarEntry entry) {
        int base = path.length;
        while (base > 0 && path[base - 1] != '/') {
            base--;
        }
        byte[] name = Arrays.copyOfRange(path, base, path.length);
        for (int inode : open) {
            if (FileNote.THROUGH_SYMLINK.in(tree.notes(inode))
                    && isOf(entry, inode)
                    && Arrays.equals(tree.nameBytes(tree.node(inode)), name)) {
                return inode;
            }
        }
        return FileTree.NONE;
    }
}
