package dev.stagecraft.compare;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.Layer;
import java.util.Optional;
import java.util.OptionalLong;

/// One of the two images of a comparison, with what is known of it.
///
/// @param name what a person calls it: a reference, or an archive's file name; not escaped
/// @param image the image
/// @param files all files of its layers; absent when only the engine's own answers are known
/// @param contents reads its small files
public record Side(String name, Image image, Optional<FileTree> files, FileContents contents) {
    /// An image of which no files are known.
    public static Side of(Image image) {
        return new Side(image.displayName(), image, Optional.empty(), FileContents.NONE);
    }

    /// An image with its files, of which none can be read.
    public static Side of(Image image, FileTree files) {
        return new Side(image.displayName(), image, Optional.of(files), FileContents.NONE);
    }

    /// The bytes of all layers together: as the engine or the archive says, else the sum of the
    /// layers; absent when neither is known.
    public OptionalLong size() {
        if (image.size().isPresent()) {
            return image.size();
        }
        long sum = 0;
        for (Layer layer : image.layers()) {
            if (layer.size().isEmpty()) {
                return OptionalLong.empty();
            }
            sum += layer.size().getAsLong();
        }
        return OptionalLong.of(sum);
    }
}
