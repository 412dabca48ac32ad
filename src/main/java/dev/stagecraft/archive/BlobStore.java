package dev.stagecraft.archive;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/// Where an archive's documents and layers lie, by the path they have in it.
interface BlobStore extends Closeable {
    /// What lies at a path, links being followed; absent when nothing does.
    Optional<Blob> find(String path) throws IOException;

    /// All bytes of the archive, for progress.
    long size();

    /// Something that lies in an archive.
    interface Blob {
        /// A name that two paths share when they lead to the same bytes.
        Object identity();

        /// The length in bytes as stored.
        long size();

        /// Whether the archive holds all its bytes.
        default boolean isWhole() {
            return true;
        }

        /// Whether it was read already, as it went by in a stream: its layer costs nothing more.
        boolean wentBy();

        /// All of it.
        ///
        /// @throws LimitExceededException when it is longer than the limit
        byte[] bytes(int limit) throws IOException;

        /// The layer that it is.
        ///
        /// @param wanted what the reading needs
        ParsedLayer layer(LayerRequest wanted) throws IOException;

        /// Its bytes, still compressed; absent when they went by in a stream.
        Optional<ByteSource> open(ReadMeter meter) throws IOException;
    }
}
