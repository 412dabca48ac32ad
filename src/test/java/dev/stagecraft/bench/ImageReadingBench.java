package dev.stagecraft.bench;

import dev.stagecraft.archive.ArchivedImage;
import dev.stagecraft.archive.DiskLayerCache;
import dev.stagecraft.archive.ImageArchive;
import dev.stagecraft.archive.ImageContents;
import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.archive.Limits;
import dev.stagecraft.archive.ReadProgress;
import dev.stagecraft.image.FileFilter;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.image.PathPattern;
import dev.stagecraft.image.ViewScope;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Whole readings of an image against the programs that do no more than move its bytes, in one run:
/// `docker save`, `tar tf`, `gzip -dc`, `zstd -dc`. Then what a tree of a million files takes.
///
/// Arguments: an image of the engine (or `-` for the tree alone), and how often each is measured.
/// Writes a Markdown table; the figures are medians.
public final class ImageReadingBench {
    private final Path folder;
    private final int runs;

    private ImageReadingBench(Path folder, int runs) {
        this.folder = folder;
        this.runs = runs;
    }

    public static void main(String[] args) throws Exception {
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Path folder = Files.createTempDirectory("stagecraft-bench-");
        try {
            ImageReadingBench bench = new ImageReadingBench(folder, runs);
            print("| what | we | against | ratio |");
            print("|---|---|---|---|");
            if (args.length > 0 && !args[0].equals("-")) {
                bench.image(args[0]);
            }
            bench.million();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(ImageReadingBench::delete);
            }
        }
    }

    private void image(String name) throws Exception {
        long[] we = new long[runs];
        long[] save = new long[runs];
        for (int i = 0; i < runs; i++) {
            save[i] = time(() -> process("docker save " + name + " > /dev/null"));
            we[i] = time(() -> export(name));
        }
        row("all files from the engine", we, "docker save > /dev/null", save);

        Path tar = folder.resolve("image.tar");
        process("docker save " + name + " -o " + tar);
        List<Path> layers = unpack(tar, "unpacked");
        DiskLayerCache cache = new DiskLayerCache(folder.resolve("cache"), 1L << 30);
        long[] list = new long[runs];
        long[] open = new long[runs];
        long[] known = new long[runs];
        read(tar, LayerCache.NONE, false);
        read(tar, cache, true);
        int entries = read(tar, cache, false).tree().versionCount();
        for (int i = 0; i < runs; i++) {
            list[i] = time(() -> layers.forEach(l -> process("tar tf " + l + " > /dev/null")));
            open[i] = time(() -> read(tar, LayerCache.NONE, false));
            known[i] = time(() -> read(tar, cache, false));
        }
        row("a plain archive on disk", open, "tar tf of each layer", list);
        row("known layers, " + entries + " entries", known, "bar: 300 ms for 100 000", new long[0]);
        packed("gzip", "gzip -1 -c", "gzip -dc", layers, tar);
        if (process("zstd --version > /dev/null 2>&1") == 0) {
            packed("zstd", "zstd -3 -q -c", "zstd -dc -q", layers, tar);
        }
    }

    /// The same archive with packed layers, against the unpacking of all layers one after the
    /// other.
    private void packed(String what, String pack, String unpack, List<Path> layers, Path tar)
            throws Exception {
        Path unpacked = tar.resolveSibling("unpacked");
        Path copy = folder.resolve("packed-" + what);
        process("cp -r " + unpacked + " " + copy);
        List<Path> packed = new ArrayList<>();
        for (Path layer : layers) {
            Path to = copy.resolve(unpacked.relativize(layer));
            process(pack + " " + layer + " > " + to + ".new && mv " + to + ".new " + to);
            packed.add(to);
        }
        Path archive = folder.resolve(what + ".tar");
        process("tar -C " + copy + " -cf " + archive + " .");
        long[] we = new long[runs];
        long[] they = new long[runs];
        for (int i = 0; i < runs; i++) {
            they[i] = time(() -> packed.forEach(l -> process(unpack + " < " + l + " > /dev/null")));
            we[i] = time(() -> read(archive, LayerCache.NONE, false));
        }
        row(
                "layers in " + what + ", " + Runtime.getRuntime().availableProcessors() + " cores",
                we,
                unpack + " of each layer",
                they);
    }

    private List<Path> unpack(Path tar, String to) throws IOException {
        Path unpacked = Files.createDirectory(folder.resolve(to));
        process("tar -C " + unpacked + " -xf " + tar);
        try (Stream<Path> files = Files.walk(unpacked)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> f.endsWith("layer.tar") || size(f) > 1 << 20)
                    .toList();
        }
    }

    private static void export(String name) {
        try {
            Process save = new ProcessBuilder("docker", "save", name).start();
            try (InputStream in = save.getInputStream()) {
                ImageArchive archive =
                        ImageArchive.read(in, 0, Limits.standard(), ReadProgress.NONE);
                ArchivedImage image = archive.images().getFirst();
                ImageContents contents = archive.read(image, LayerCache.NONE, ReadProgress.NONE);
                if (!contents.isVerified()) {
                    throw new IllegalStateException("not what the digests name");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImageContents read(Path file, LayerCache cache, boolean all) {
        try (ImageArchive archive = ImageArchive.open(file)) {
            ArchivedImage image = archive.images().getFirst();
            return all
                    ? archive.verify(image, cache, ReadProgress.NONE)
                    : archive.read(image, cache, ReadProgress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void million() throws IOException {
        Path tar = folder.resolve("million.tar");
        int entries = new SyntheticArchive(40, 25_000).writeTo(tar);
        List<Path> layers = unpack(tar, "million");
        Runtime runtime = Runtime.getRuntime();
        long before = used(runtime);
        long[] reading = new long[runs];
        long[] list = new long[runs];
        ImageContents contents = null;
        for (int i = 0; i < runs; i++) {
            list[i] = time(() -> layers.forEach(l -> process("tar tf " + l + " > /dev/null")));
            contents = null;
            long start = System.nanoTime();
            contents = read(tar, LayerCache.NONE, false);
            reading[i] = System.nanoTime() - start;
        }
        FileTree tree = contents.tree();
        long after = used(runtime);
        row(
                "a plain archive of " + entries + " entries in 40 layers",
                reading,
                "tar tf of each layer",
                list);
        print(
                "| heap of its tree | %.0f bytes an entry | bar: 120 | |"
                        .formatted((double) (after - before) / tree.versionCount()));
        LayerView[] view = {LayerView.of(tree, ViewScope.FINAL)};
        print(
                "| with one view of it | %.0f bytes an entry | bar: 120 | |"
                        .formatted((double) (used(runtime) - before) / tree.versionCount()));
        row(
                "switch of layer, 1 000 000 entries",
                many(() -> {
                    view[0] = LayerView.of(tree, new ViewScope.UpTo(20));
                    return view[0].size(FileTree.ROOT);
                }),
                "",
                new long[0]);
        keystrokes(view[0], "1 000 000");
        peak(tar);
        known();
        Path smaller = folder.resolve("smaller.tar");
        new SyntheticArchive(10, 20_000).writeTo(smaller);
        FileTree small = read(smaller, LayerCache.NONE, false).tree();
        row(
                "switch of layer, 200 000 entries",
                many(() -> LayerView.of(small, new ViewScope.UpTo(5)).size(FileTree.ROOT)),
                "",
                new long[0]);
        keystrokes(LayerView.of(small, ViewScope.FINAL), "200 000");
    }

    /// The most heap that is in use at any moment of a reading, garbage included.
    private static void peak(Path tar) {
        long before = used(Runtime.getRuntime());
        List<MemoryPoolMXBean> pools =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(p -> p.getType() == MemoryType.HEAP)
                        .toList();
        pools.forEach(MemoryPoolMXBean::resetPeakUsage);
        int entries = read(tar, LayerCache.NONE, false).tree().versionCount();
        long most = pools.stream().mapToLong(p -> p.getPeakUsage().getUsed()).sum();
        print(
                "| peak of the heap in reading %d entries | %d MB | | |"
                        .formatted(entries, (most - before) / 1_000_000));
    }

    /// An archive whose layers are all in the cache, as one that was opened before.
    private void known() throws IOException {
        Path tar = folder.resolve("known.tar");
        int entries = new SyntheticArchive(10, 10_000).writeTo(tar);
        DiskLayerCache cache = new DiskLayerCache(folder.resolve("known"), 1L << 30);
        read(tar, cache, true);
        long[] open = new long[Math.max(5, runs)];
        for (int i = 0; i < open.length; i++) {
            open[i] = time(() -> read(tar, cache, false));
        }
        row("known layers, " + entries + " entries", open, "bar: 300 ms", new long[0]);
    }

    private void keystrokes(LayerView view, String entries) {
        for (PathPattern pattern :
                List.of(
                        PathPattern.text("le12"),
                        PathPattern.glob("*7.so"),
                        PathPattern.regex("dir[0-9]+/file.*9\\.so$"))) {
            row(
                    "keystroke in the filter, %s entries, %s"
                            .formatted(
                                    entries,
                                    pattern.getClass().getSimpleName().toLowerCase(Locale.ROOT)),
                    many(() ->
                            view.filter(FileFilter.of(pattern), () -> false)
                                    .orElseThrow()
                                    .files(FileTree.ROOT)),
                    "bar: 50 ms at 200 000",
                    new long[0]);
        }
    }

    private long[] many(LongSupplier work) {
        for (int i = 0; i < 10; i++) {
            sink += work.getAsLong();
        }
        long[] times = new long[Math.max(11, runs)];
        for (int i = 0; i < times.length; i++) {
            times[i] = time(() -> sink += work.getAsLong());
        }
        return times;
    }

    private long sink;

    private static long used(Runtime runtime) {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void row(String what, long[] we, String against, long[] they) {
        double ours = median(we);
        print(
                they.length == 0
                        ? "| %s | %s | %s | |".formatted(what, millis(ours), against)
                        : "| %s | %s | %s: %s | %.2f |"
                                .formatted(
                                        what,
                                        millis(ours),
                                        against,
                                        millis(median(they)),
                                        ours / median(they)));
    }

    private static String millis(double nanos) {
        return String.format(Locale.ROOT, nanos < 1e8 ? "%.1f ms" : "%.0f ms", nanos / 1e6);
    }

    private static double median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static int process(String command) {
        try {
            return new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
