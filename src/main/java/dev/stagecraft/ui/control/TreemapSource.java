package dev.stagecraft.ui.control;

/// What a treemap draws: a tree of numbered nodes.
///
/// The methods are called from a background thread and must give the same answers as long as the
/// source is shown. Names and descriptions are fit to be shown.
public interface TreemapSource {
    /// The node that holds all others.
    int root();

    /// The node that holds this one; a negative number for the root.
    int parent(int node);

    /// The nodes directly in a node, in any order; none for a file.
    int[] children(int node);

    /// The bytes of a node with everything in it.
    long size(int node);

    /// What stands on a tile.
    String name(int node);

    /// The place of a node's colour among the categories given to the treemap.
    int category(int node);

    /// What the tooltip and a screen reader say.
    String describe(int node);
}
