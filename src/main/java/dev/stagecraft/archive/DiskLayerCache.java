package dev.stagecraft.archive;

import dev.stagecraft.image.DiffId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps parsed layers as files in a folder, one for each diff id, the least recently used going
/// first when there are too many bytes. A file appears under its name only when it is whole, so
/// that a crash or a second program does no harm; a damaged one is removed and read anew.
public final class DiskLayerCache implements LayerCache {
    private static final Logger LOG = LoggerFactory.getLogger(DiskLayerCache.class);
    private static final Duration LEFT_BEHIND = Duration.ofHours(1);
    private static final String SUFFIX = ".layer";

    private final Path folder;
    private final long maxBytes;

    /// @param folder made when needed
    /// @param maxBytes how many bytes its files may take together
    public DiskLayerCache(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    @Override
    public Optional<ParsedLayer> find(DiffId diffId) {
        Path file = file(diffId);
        try {
            if (Files.size(file) > Math.min(maxBytes, Integer.MAX_VALUE - 16)) {
                return Optional.empty();
            }
            Optional<ParsedLayer> layer = decode(Files.readAllBytes(file), diffId);
            if (layer.isEmpty()) {
                LOG.warn("removing the damaged cache entry {}", file);
                Files.deleteIfExists(file);
            } else {
                touch(file);
            }
            return layer;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("cannot read the cache entry {}", file, e);
            return Optional.empty();
        }
    }

    private static Optional<ParsedLayer> decode(byte[] bytes, DiffId diffId) {
        try {
            return LayerCodec.decode(bytes, diffId);
        } catch (RuntimeException e) {
            LOG.warn("a cache entry has a good checksum and cannot be read", e);
            return Optional.empty();
        }
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            LOG.debug("cannot mark the cache entry {} as used", file, e);
        }
    }

    @Override
    public void store(ParsedLayer layer) {
        if (layer.diffId().isEmpty() || !layer.isComplete() || !layer.listing().isHashed()) {
            return;
        }
        Path file = file(layer.diffId().get());
        if (Files.exists(file)) {
            // A damaged one goes when it is looked for.
            touch(file);
            return;
        }
        try {
            Files.createDirectories(folder);
            byte[] bytes = LayerCodec.encode(layer);
            if (bytes.length > maxBytes) {
                return;
            }
            Path temporary = Files.createTempFile(folder, "new-", ".tmp");
            try {
                Files.write(temporary, bytes);
                Files.move(
                        temporary,
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            evict();
        } catch (IOException e) {
            LOG.warn("cannot write the cache entry {}", file, e);
        }
    }

    /// Removes everything.
    ///
    /// @throws IOException when a file cannot be removed
    public void clear() throws IOException {
        for (Entry entry : entries()) {
            Files.deleteIfExists(entry.file());
        }
    }

    private record Entry(Path file, long size, Instant used) {}

    private void evict() throws IOException {
        List<Entry> entries = entries();
        Instant old = Instant.now().minus(LEFT_BEHIND);
        long total = 0;
        for (Entry entry : entries) {
            if (entry.file().toString().endsWith(".tmp")) {
                if (entry.used().isBefore(old)) {
                    Files.deleteIfExists(entry.file());
                }
            } else {
                total += entry.size();
            }
        }
        entries.sort(Comparator.comparing(Entry::used));
        for (Entry entry : entries) {
            if (total <= maxBytes) {
                return;
            }
            if (entry.file().toString().endsWith(SUFFIX)) {
                Files.deleteIfExists(entry.file());
                total -= entry.size();
            }
        }
    }

    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return entries;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{layer,tmp}")) {
            for (Path file : files) {
                try {
                    BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
                    entries.add(new Entry(file, a.size(), a.lastModifiedTime().toInstant()));
                } catch (NoSuchFileException e) {
                    // Another program was faster.
                }
            }
        }
        return entries;
    }

    private Path file(DiffId diffId) {
        return folder.resolve(diffId.digest().algorithm() + "-" + diffId.digest().hex() + SUFFIX);
    }
}
