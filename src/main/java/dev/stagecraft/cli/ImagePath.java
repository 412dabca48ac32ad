package dev.stagecraft.cli;

import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.image.PathBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// Finds what a path leads to in an image, symbolic links being followed inside the image's root as
/// a program in a container would follow them.
final class ImagePath {
    /// As many as Linux follows.
    private static final int MAX_HOPS = 40;

    private final LayerView view;
    private final FileTree tree;

    private ImagePath(LayerView view) {
        this.view = view;
        this.tree = view.tree();
    }

    /// The node that a path leads to in a view.
    ///
    /// @param last whether a link that the path itself names is followed
    /// @throws CliException when nothing is there, or links run in a circle
    static int find(LayerView view, String path, boolean last) throws CliException {
        return new ImagePath(view).walk(path, last);
    }

    private int walk(String path, boolean last) throws CliException {
        // A name that is spelt as it stands goes first: it need not be what its bytes seem to say.
        int plain = tree.find(path);
        if (plain != FileTree.NONE && isThere(plain) && !(last && isLink(plain))) {
            return plain;
        }
        Deque<String> rest = new ArrayDeque<>();
        push(rest, path);
        int node = FileTree.ROOT;
        int hops = 0;
        while (!rest.isEmpty()) {
            String name = rest.pop();
            if (name.equals("..")) {
                node = node == FileTree.ROOT ? node : tree.parent(node);
                continue;
            }
            int child = child(node, name);
            if (child == FileTree.NONE || !isThere(child)) {
                throw new CliException(Texts.text("path.none", DisplayText.escape(path, 400)));
            }
            if (isLink(child) && (last || !rest.isEmpty())) {
                if (++hops > MAX_HOPS) {
                    throw new CliException(
                            Texts.text("path.circle", DisplayText.escape(path, 400)));
                }
                String target = tree.linkTarget(tree.inode(view.row(child))).orElse("");
                push(rest, target);
                node = target.startsWith("/") ? FileTree.ROOT : node;
            } else {
                node = child;
            }
        }
        return node;
    }

    private static void push(Deque<String> rest, String path) {
        String[] names = path.split("/");
        for (int i = names.length - 1; i >= 0; i--) {
            if (!names[i].isEmpty() && !names[i].equals(".")) {
                rest.push(names[i]);
            }
        }
    }

    private int child(int node, String name) {
        byte[] plain = name.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = PathBytes.bytes(name);
        for (int child : tree.children(node)) {
            byte[] own = tree.nameBytes(child);
            if (java.util.Arrays.equals(own, plain) || java.util.Arrays.equals(own, bytes)) {
                return child;
            }
        }
        return FileTree.NONE;
    }

    private boolean isThere(int node) {
        return view.contains(node);
    }

    private boolean isLink(int node) {
        int row = view.row(node);
        return row != FileTree.NONE && tree.kind(row) == FileKind.SYMLINK;
    }
}
