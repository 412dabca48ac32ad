package dev.stagecraft.recording;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.stage.StageTree;
import java.time.Instant;
import java.util.Optional;

/// An image's analysis, without the contents of its files.
///
/// @param title what a person calls it
/// @param recorded when it was made
/// @param measuredOn what the figures were measured on: engine, its version, the bases
/// @param dockerfile the text of the Dockerfile that the tree was worked out with; absent when none
///   was given
/// @param tree the image and its stages
/// @param files the files of all layers with names, sizes and states; absent when they were not
///   read
public record Recording(
        String title,
        Instant recorded,
        String measuredOn,
        Optional<String> dockerfile,
        StageTree tree,
        Optional<FileTree> files) {
    /// The recording with files.
    public Recording withFiles(FileTree tree) {
        return new Recording(title, recorded, measuredOn, dockerfile, this.tree, Optional.of(tree));
    }
}
