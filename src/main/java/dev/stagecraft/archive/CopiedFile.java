package dev.stagecraft.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// The one file of the small tar that an engine sends when a path of a container is asked for
/// (Docker's API, "ContainerArchive").
public final class CopiedFile {
    private CopiedFile() {}

    /// The content of the first regular file; absent when the tar begins with something else.
    ///
    /// @param tar is not closed
    /// @param maxBytes how much is read of it at the most
    /// @throws ArchiveException when the tar is damaged
    public static Optional<byte[]> read(InputStream tar, int maxBytes) throws IOException {
        TarReader reader =
                new TarReader(new StreamSource(tar, ReadMeter.none()), Limits.standard());
        TarEntry entry = reader.next();
        if (entry == null || !entry.isFile()) {
            return Optional.empty();
        }
        return Optional.of(new EntryStream(reader, entry).readNBytes(maxBytes));
    }
}
