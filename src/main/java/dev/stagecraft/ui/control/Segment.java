package dev.stagecraft.ui.control;

/// A piece of the whole-image bar: a layer, or a step that was left behind.
///
/// @param key what the piece stands for, as the tree beside it knows it
/// @param owner the stage it belongs to, as the tree knows it; hovering over the owner lights all
///   its pieces
/// @param stage the index of the stage's colour, the first being 0
/// @param stageName what the stage is called
/// @param title one line for the tooltip and for screen readers, such as the instruction, fit to be
///   shown
/// @param bytes its length in bytes, with the dead ones
/// @param deadBytes how many of them the final image does not show; 0 when not known
/// @param shipped whether it is part of the image
public record Segment<K>(
        K key,
        K owner,
        int stage,
        String stageName,
        String title,
        long bytes,
        long deadBytes,
        boolean shipped) {
    public Segment {
        bytes = Math.max(0, bytes);
        deadBytes = Math.clamp(deadBytes, 0, bytes);
    }
}
