package dev.stagecraft.archive;

import dev.stagecraft.archive.ArchivedImage.LayerPlace;
import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.PathBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads contents out of a stream that holds an image: an engine's export, or a file that is
/// compressed as a whole. The stream ends as soon as all that is wanted has gone by.
final class StreamedContents {
    private static final String OLD_LAYER = "/layer.tar";

    private final ImageFiles.Export export;
    private final Limits limits;
    private final ReadMeter meter;
    private final Map<Integer, WantedFiles> byLayer;

    /// @param byLayer what is wanted, by the index of the layer that holds it
    StreamedContents(
            ImageFiles.Export export,
            Limits limits,
            ReadMeter meter,
            Map<Integer, WantedFiles> byLayer) {
        this.export = export;
        this.limits = limits;
        this.meter = meter;
        this.byLayer = byLayer;
    }

    /// Reads when it is known where the layers lie.
    void read(List<LayerPlace> places) throws IOException {
        Map<String, WantedFiles> byPath = new HashMap<>();
        byLayer.forEach((layer, wanted) ->
                byPath.merge(places.get(layer).path(), wanted, WantedFiles::with));
        if (pass(byPath) && !byPath.isEmpty()) {
            // A link came after what it leads to.
            pass(byPath);
        }
    }

    /// @return whether a link said that something lies elsewhere
    private boolean pass(Map<String, WantedFiles> byPath) throws IOException {
        boolean moved = false;
        try (InputStream in = export.open()) {
            TarReader tar = tar(in);
            while (!byPath.isEmpty()) {
                TarEntry entry = tar.next();
                if (entry == null) {
                    break;
                }
                String name = name(entry);
                WantedFiles wanted = byPath.remove(name);
                if (wanted == null) {
                    continue;
                }
                switch (entry.type()) {
                    case '0' -> readLayer(tar, wanted);
                    case '1', '2' -> {
                        String from = entry.type() == '1' ? "" : ArchivePath.parent(name);
                        String to = ArchivePath.resolve(from, PathBytes.text(entry.link()));
                        byPath.merge(to, wanted, WantedFiles::with);
                        moved = true;
                    }
                    default -> {
                        // What is no layer holds no file.
                    }
                }
            }
        }
        return moved;
    }

    /// Reads an export of an image whose layers are known and whose manifest, which comes last, is
    /// not: a layer is told by its name where that is its diff id, as `docker save` writes from 25
    /// on, and before that by the attributes of what it holds.
    ///
    /// @param wanted all that is wanted
    /// @return whether all of it was found; where layers cannot be told so, what was given to the
    ///   sink has to be read again
    boolean readUnplaced(List<DiffId> layers, WantedFiles wanted) throws IOException {
        Map<String, WantedFiles> byPath = new HashMap<>();
        byLayer.forEach((layer, some) -> {
            Digest id = layers.get(layer).digest();
            byPath.merge("blobs/" + id.algorithm() + "/" + id.hex(), some, WantedFiles::with);
        });
        try (InputStream in = export.open()) {
            TarReader tar = tar(in);
            while (!byPath.isEmpty() && !wanted.isDone()) {
                TarEntry entry = tar.next();
                if (entry == null) {
                    break;
                }
                String name = name(entry);
                WantedFiles known = entry.isFile() ? byPath.remove(name) : null;
                if (known != null) {
                    readLayer(tar, known);
                } else if (entry.isFile() && name.endsWith(OLD_LAYER)) {
                    if (!wanted.isTelling()) {
                        return false;
                    }
                    readLayer(tar, wanted);
                } else if (entry.isFile() && name.startsWith("blobs/") && isCompressed(tar)) {
                    // Names of compressed layers are not their diff ids.
                    return false;
                }
            }
        }
        return wanted.isDone() || byLayer.values().stream().allMatch(WantedFiles::isDone);
    }

    private TarReader tar(InputStream in) throws IOException {
        return new TarReader(Compression.open(new StreamSource(in, meter), limits), limits);
    }

    private void readLayer(TarReader tar, WantedFiles wanted) throws IOException {
        try (ByteSource layer = Compression.open(new StreamedStore.BodySource(tar), limits)) {
            wanted.read(layer, limits);
        }
    }

    private static boolean isCompressed(TarReader tar) throws IOException {
        byte[] head = new byte[Compression.MAGIC];
        int length = new StreamedStore.BodySource(tar).readFully(head, 0, head.length);
        return Compression.of(head, length) != Compression.NONE;
    }

    private static String name(TarEntry entry) {
        byte[] path = EntryPath.normal(entry.name());
        return path == null ? "" : PathBytes.text(path);
    }
}
