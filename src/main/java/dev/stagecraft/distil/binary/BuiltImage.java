package dev.stagecraft.distil.binary;

import dev.stagecraft.image.ImageConfig;
import java.util.List;
import java.util.Optional;

/// The files of an image that the Dockerfile once made. An engine or an archive gives them.
public interface BuiltImage {
    /// The most bytes that are read of one file.
    int MAX_BYTES = 64 << 20;

    /// What its containers start with.
    ImageConfig config();

    /// The absolute paths of all files and links under a folder, sorted.
    List<String> list(String folder);

    /// A file's bytes, at most [#MAX_BYTES], links followed; absent when there is no such file.
    Optional<byte[]> read(String path);
}
