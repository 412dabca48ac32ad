package dev.stagecraft.prove;

import dev.stagecraft.archive.CopiedFile;
import dev.stagecraft.archive.ImageArchive;
import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.archive.Limits;
import dev.stagecraft.archive.ReadProgress;
import dev.stagecraft.distil.binary.BuiltImage;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineStream;
import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files of an image of an engine, for the rewriter: the list from the image's layers, which
/// are read once; contents one by one out of a container that is made and never started.
public final class EngineBuiltImage implements BuiltImage, AutoCloseable {
    private static final int MAX_LINKS = 40;

    private final Image image;
    private final FileTree tree;
    private final NeverStarted container;
    private final Map<String, Optional<byte[]>> known = new HashMap<>();

    private EngineBuiltImage(Image image, FileTree tree, NeverStarted container) {
        this.image = image;
        this.tree = tree;
        this.container = container;
    }

    /// Reads the image's layers. Must be closed, which removes the container.
    ///
    /// @param cache keeps layers that were read, so that each is read once
    /// @throws IOException when the image cannot be read
    public static EngineBuiltImage open(Engine engine, Image image, LayerCache cache)
            throws IOException {
        FileTree tree;
        try (EngineStream export = engine.export(image.id().toString(), Optional.empty());
                ImageArchive archive =
                        ImageArchive.read(
                                export,
                                image.size().orElse(0),
                                Limits.standard(),
                                ReadProgress.NONE)) {
            tree = archive.read(archive.images().getFirst(), cache, ReadProgress.NONE).tree();
        }
        return new EngineBuiltImage(image, tree, NeverStarted.of(engine, image.id().toString()));
    }

    @Override
    public ImageConfig config() {
        return image.config();
    }

    @Override
    public List<String> list(String folder) {
        int top = node(folder);
        if (top == FileTree.NONE) {
            return List.of();
        }
        List<String> paths = new ArrayList<>();
        for (int node = top; node < tree.subtreeEnd(top); node++) {
            int row = tree.visibleAt(node, tree.layers() - 1);
            if (row != FileTree.NONE
                    && (tree.kind(row) == FileKind.FILE || tree.kind(row) == FileKind.SYMLINK)) {
                paths.add("/" + tree.path(node));
            }
        }
        paths.sort(null);
        return paths;
    }

    @Override
    public Optional<byte[]> read(String path) {
        return known.computeIfAbsent(path, this::fetch);
    }

    private Optional<byte[]> fetch(String path) {
        int node = node(path);
        if (node == FileTree.NONE) {
            return Optional.empty();
        }
        int row = tree.visibleAt(node, tree.layers() - 1);
        if (row == FileTree.NONE || tree.kind(tree.inode(row)) != FileKind.FILE) {
            return Optional.empty();
        }
        try (EngineStream tar = container.copyOut("/" + tree.path(node))) {
            return CopiedFile.read(tar, MAX_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The node of a path, symbolic links followed inside the image.
    private int node(String path) {
        Deque<String> parts = new ArrayDeque<>(List.of(path.split("/")));
        List<String> at = new ArrayList<>();
        int left = MAX_LINKS;
        while (!parts.isEmpty()) {
            String part = parts.removeFirst();
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (part.equals("..")) {
                if (!at.isEmpty()) {
                    at.removeLast();
                }
                continue;
            }
            at.add(part);
            int node = tree.find(String.join("/", at));
            int row =
                    node == FileTree.NONE ? FileTree.NONE : tree.visibleAt(node, tree.layers() - 1);
            if (row == FileTree.NONE) {
                return FileTree.NONE;
            }
            if (tree.kind(row) == FileKind.SYMLINK) {
                if (left-- == 0) {
                    return FileTree.NONE;
                }
                String target = tree.linkTarget(row).orElse("");
                at.removeLast();
                if (target.startsWith("/")) {
                    at.clear();
                }
                for (String piece : List.of(target.split("/")).reversed()) {
                    parts.addFirst(piece);
                }
            }
        }
        return at.isEmpty() ? FileTree.ROOT : tree.find(String.join("/", at));
    }

    @Override
    public void close() {
        container.close();
    }
}
