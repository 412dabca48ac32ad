package dev.stagecraft.ui.files;

import dev.stagecraft.image.FileVersion;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.ui.support.Progress;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Every file holds the same bytes.
final class ContentsOfTests implements FileContents {
    private final byte[] bytes;
    private final boolean quick;
    private final AtomicInteger reads = new AtomicInteger();

    ContentsOfTests(byte[] bytes) {
        this(bytes, true);
    }

    /// @param quick whether a reading is over at once, as on disk
    ContentsOfTests(byte[] bytes, boolean quick) {
        this.bytes = bytes.clone();
        this.quick = quick;
    }

    /// How often somebody read.
    int reads() {
        return reads.get();
    }

    @Override
    public boolean isQuick() {
        return quick;
    }

    @Override
    public byte[] read(FileVersion version, long offset, int length, Progress progress) {
        reads.incrementAndGet();
        int from = (int) Math.min(offset, bytes.length);
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length));
    }

    @Override
    public Saved save(LayerView view, List<Integer> nodes, Path folder, Progress progress) {
        return new Saved(0, 0, List.of());
    }

    @Override
    public void saveAs(FileVersion version, Path file, Progress progress) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Files.write(file, bytes);
    }

    @Override
    public String diskName(int node) {
        return "proposed";
    }
}
