package dev.stagecraft.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// An OCI layout as a folder. Links that lead out of it are not followed.
final class FolderStore implements BlobStore {
    private final Path root;

    FolderStore(Path folder) throws IOException {
        root = folder.toRealPath();
    }

    @Override
    public Optional<Blob> find(String path) throws IOException {
        Path file;
        try {
            file = root.resolve(ArchivePath.resolve("", path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Path real = file.toRealPath();
        return real.startsWith(root)
                ? Optional.of(new FileBlob(real, Files.size(real)))
                : Optional.empty();
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public void close() {}

    private record FileBlob(Path file, long size) implements Blob {
        @Override
        public Object identity() {
            return file;
        }

        @Override
        public boolean wentBy() {
            return false;
        }

        @Override
        public byte[] bytes(int limit) throws IOException {
            try (ByteSource source = new ChannelSource(file, ReadMeter.none())) {
                return Documents.read(source, size, limit);
            }
        }

        @Override
        public ParsedLayer layer(LayerRequest wanted) throws IOException {
            try (ByteSource source = new ChannelSource(file, wanted.meter())) {
                return wanted.parse(source);
            }
        }

        @Override
        public Optional<ByteSource> open(ReadMeter meter) throws IOException {
            return Optional.of(new ChannelSource(file, meter));
        }
    }

    /// A whole file; closing closes it.
    static final class ChannelSource extends ByteSource {
        private final FileChannel channel;
        private final FileSource source;

        ChannelSource(Path file, ReadMeter meter) throws IOException {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            source = new FileSource(channel, 0, channel.size(), meter);
        }

        @Override
        boolean isSeekable() {
            return true;
        }

        @Override
        int readSome(byte[] into, int offset, int length) throws IOException {
            return source.read(into, offset, length);
        }

        @Override
        long skipSome(long length) throws IOException {
            return source.skip(length);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
