package dev.stagecraft.ui.files;

import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileNote;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.FileVersion;
import dev.stagecraft.image.HistoryEntry;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageConfig;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.Layer;
import dev.stagecraft.image.LayerListing;
import dev.stagecraft.image.Owner;
import dev.stagecraft.image.Platform;
import dev.stagecraft.stage.Clues;
import dev.stagecraft.stage.StageInference;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Source;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Images for tests, with layers that are written down in a few words.
public final class Samples {
    static final String[] STEPS = {
        "/bin/sh -c #(nop) ADD file:0 in / ",
        "RUN /bin/sh -c apt-get install -y build-essential # buildkit",
        "RUN /bin/sh -c rm -rf /var/cache && chown -R app /srv # buildkit"
    };

    private Samples() {}

    /// One layer in the making.
    static final class LayerOf {
        private final LayerListing.Builder builder = new LayerListing.Builder();

        LayerOf dir(String path) {
            return add(path, FileKind.DIRECTORY, 0, 0755, 0, "");
        }

        LayerOf file(String path, long size) {
            return add(path, FileKind.FILE, size, 0644, 0, "");
        }

        LayerOf file(String path, long size, int mode, long uid) {
            return add(path, FileKind.FILE, size, mode, uid, "");
        }

        LayerOf link(String path, String to) {
            return add(path, FileKind.SYMLINK, 0, 0777, 0, to);
        }

        LayerOf hardLink(String path, String to) {
            return add(path, FileKind.HARD_LINK, 0, 0644, 0, to);
        }

        LayerOf without(String path) {
            return add(path, FileKind.WHITEOUT, 0, 0, 0, "");
        }

        private LayerOf add(
                String path, FileKind kind, long size, int mode, long uid, String target) {
            byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
            boolean hashed = kind == FileKind.FILE;
            builder.add(
                    bytes,
                    bytes.length,
                    kind,
                    hashed ? FileNote.HASHED.bit() : 0,
                    size,
                    mode,
                    new Owner(uid, uid, uid == 0 ? "root" : "app", uid == 0 ? "root" : "app"),
                    1_700_000_000L,
                    target.getBytes(StandardCharsets.UTF_8),
                    hashed ? size : 0,
                    hashed ? size * 31 : 0);
            return this;
        }

        LayerListing build() {
            return builder.build();
        }
    }

    static LayerOf layer() {
        return new LayerOf();
    }

    /// The only version of a file of that many bytes.
    static FileVersion fileOf(long size) {
        FileTree tree = FileTree.of(List.of(layer().file("file", size).build()));
        return tree.versions(tree.find("file")).getFirst();
    }

    /// One folder with that many files in it, and a file beside it.
    static FileTree flat(int files) {
        LayerOf layer = layer().dir("many").file("other", 1);
        for (int i = 0; i < files; i++) {
            layer.file("many/f" + i, i * 31L % 1_009);
        }
        return FileTree.of(List.of(layer.build()));
    }

    /// Three layers: a base; a compiler and a cache; the cache removed and /srv chowned.
    static FileTree small() {
        return FileTree.of(
                List.of(
                        layer().dir("etc")
                                .file("etc/passwd", 1_000)
                                .dir("srv")
                                .file("srv/data.bin", 50_000)
                                .link("bin", "usr/bin")
                                .build(),
                        layer().dir("usr")
                                .dir("usr/bin")
                                .file("usr/bin/gcc", 900_000, 0755, 0)
                                .hardLink("usr/bin/cc", "usr/bin/gcc")
                                .dir("var")
                                .dir("var/cache")
                                .file("var/cache/pkg.deb", 300_000)
                                .file("etc/passwd", 1_100)
                                .build(),
                        layer().without("var/cache")
                                .dir("srv")
                                .file("srv/data.bin", 50_000, 0644, 1000)
                                .build()));
    }

    /// A tree of many files in two layers.
    static FileTree large(int files) {
        LayerOf first = layer();
        LayerOf second = layer();
        int perFolder = 200;
        for (int i = 0; i < files; i++) {
            String folder = "usr/lib/module" + i / perFolder;
            if (i % perFolder == 0) {
                first.dir(folder);
            }
            first.file(folder + "/file" + i % perFolder + (i % 3 == 0 ? ".js" : ".map"), 10L + i);
            if (i % 10 == 0) {
                second.file(folder + "/file" + i % perFolder + (i % 3 == 0 ? ".js" : ".map"), 5);
            }
        }
        return FileTree.of(List.of(first.build(), second.build()));
    }

    /// An image with as many layers as there are steps given.
    public static Opened opened(String name, int layers) {
        List<Layer> all = new ArrayList<>();
        List<HistoryEntry> history = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            HistoryEntry entry =
                    new HistoryEntry(
                            STEPS[i % STEPS.length],
                            Optional.empty(),
                            "",
                            "",
                            false,
                            OptionalLong.of(1000L * (i + 1)),
                            Optional.empty());
            history.add(entry);
            all.add(
                    new Layer(
                            i,
                            DiffId.parse("sha256:" + "%064x".formatted(i + 1)),
                            Optional.empty(),
                            OptionalLong.of(1000L * (i + 1)),
                            OptionalLong.empty(),
                            Optional.of(entry)));
        }
        Digest id = Digest.sha256("%064x".formatted(name.hashCode() & 0xffff));
        Image image =
                new Image(
                        id,
                        List.of(ImageReference.parse(name)),
                        List.of(),
                        Platform.parse("linux/amd64"),
                        Optional.empty(),
                        "",
                        ImageConfig.EMPTY,
                        all,
                        history,
                        OptionalLong.of(layers * 1000L),
                        Optional.empty());
        return new Opened(
                new Source.OfEngine(id), StageInference.infer(Clues.of(image)), Optional.empty());
    }
}
