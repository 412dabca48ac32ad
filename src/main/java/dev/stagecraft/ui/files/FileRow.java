package dev.stagecraft.ui.files;

import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileNote;
import dev.stagecraft.image.FileState;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.FileVersion;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.image.Owner;

/// A row of the contents table; made when it comes on screen.
///
/// @param view what it is part of
/// @param node its path's number
/// @param depth how deep it lies, what is directly in the root being 0
record FileRow(LayerView view, int node, int depth) {
    private static final int LONGEST_NAME = 300;

    /// The name, fit to be shown.
    String name() {
        return DisplayText.escape(view.tree().name(node), LONGEST_NAME);
    }

    /// What it is; a directory where only what lies in it is known.
    FileKind kind() {
        int row = view.row(node);
        return row == FileTree.NONE ? FileKind.DIRECTORY : view.tree().kind(row);
    }

    FileState state() {
        return view.state(node);
    }

    long size() {
        return view.size(node);
    }

    /// The part of all bytes of the view that it is, from 0 to 1.
    double share() {
        long all = view.size(FileTree.ROOT);
        return all == 0 ? 0 : (double) size() / all;
    }

    /// Such as `-rw-r--r--`; empty where the layer does not say.
    String permissions() {
        int row = view.row(node);
        return row == FileTree.NONE || view.tree().kind(row).isMarker()
                ? ""
                : FileVersion.permissions(view.tree().kind(row), view.tree().mode(row));
    }

    /// The user and the group, by name where the layer has names; fit to be shown.
    String owner() {
        int row = view.row(node);
        if (row == FileTree.NONE || view.tree().kind(row).isMarker()) {
            return "";
        }
        return owner(view.tree().owner(row));
    }

    /// Numbers, and names where there are any.
    static String owner(Owner owner) {
        return (owner.user().isEmpty() ? owner.uid() : DisplayText.escape(owner.user(), 40))
                + ":"
                + (owner.group().isEmpty() ? owner.gid() : DisplayText.escape(owner.group(), 40));
    }

    /// Where a link leads, fit to be shown; empty of all else. Of a hard link the other name, which
    /// is a path from the root.
    String target() {
        return view.linkTarget(node)
                .map(t -> (isHardLink() ? "/" : "") + DisplayText.escape(t, LONGEST_NAME))
                .orElse("");
    }

    /// Whether it is one more name of a file.
    boolean isHardLink() {
        int row = view.row(node);
        return row != FileTree.NONE && FileNote.HARD_LINK.in(view.tree().notes(row));
    }

    /// What a link leads to, not escaped.
    static String target(FileVersion version, String to) {
        return version.notes().contains(FileNote.HARD_LINK) ? "/" + to : to;
    }
}
