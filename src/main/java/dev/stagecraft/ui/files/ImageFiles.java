package dev.stagecraft.ui.files;

import dev.stagecraft.image.FileTree;
import java.util.List;
import java.util.Optional;

/// The files of an image as far as they were read.
///
/// @param tree all layers in one tree
/// @param problems what is wrong with layers, from the bottom up; empty when all is well
/// @param contents reads the bytes of files; absent when there are none, as in a recording
public record ImageFiles(
        FileTree tree, List<LayerProblem> problems, Optional<FileContents> contents) {
    public ImageFiles {
        problems = List.copyOf(problems);
    }

    /// Something wrong with a layer: the rest stays visible.
    ///
    /// @param layer which one, the bottom one being 0
    /// @param text what is wrong, in a sentence, fit to be shown
    public record LayerProblem(int layer, String text) {}
}
