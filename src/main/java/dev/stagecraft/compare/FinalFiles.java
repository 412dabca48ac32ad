package dev.stagecraft.compare;

import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.image.ViewScope;
import java.util.ArrayDeque;
import java.util.Deque;

/// The final files of an image, with paths followed through symbolic links as the kernel would.
final class FinalFiles {
    /// As Linux has it (path_resolution(7)).
    private static final int MAX_HOPS = 40;

    private final FileTree tree;
    private final LayerView view;

    FinalFiles(FileTree tree) {
        this.tree = tree;
        view = LayerView.of(tree, ViewScope.FINAL);
    }

    FileTree tree() {
        return tree;
    }

    boolean contains(int node) {
        return view.contains(node);
    }

    boolean isDirectory(int node) {
        return view.isDirectory(node);
    }

    boolean isLink(int node) {
        return view.row(node) != FileTree.NONE && tree.kind(view.row(node)) == FileKind.SYMLINK;
    }

    /// Whether it is a file that may be executed by someone. One without a byte does nothing: an
    /// engine leaves such ones where it mounted the names and hosts of a container.
    boolean isExecutable(int node) {
        int row = view.row(node);
        return row != FileTree.NONE
                && tree.kind(row) == FileKind.FILE
                && (tree.mode(row) & 0111) != 0
                && tree.fileSize(tree.inode(row)) > 0;
    }

    /// The node that the path leads to, all links followed; [FileTree#NONE] when it leads nowhere,
    /// out of the image or round in circles.
    int resolve(String path) {
        Deque<String> left = new ArrayDeque<>();
        push(left, path);
        int node = FileTree.ROOT;
        int hops = 0;
        while (!left.isEmpty()) {
            String name = left.pop();
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                node = node == FileTree.ROOT ? FileTree.ROOT : tree.parent(node);
                continue;
            }
            String parent = tree.path(node);
            int child = tree.find(parent.isEmpty() ? name : parent + "/" + name);
            if (child == FileTree.NONE || !view.contains(child)) {
                return FileTree.NONE;
            }
            if (!isLink(child)) {
                node = child;
                continue;
            }
            if (++hops > MAX_HOPS) {
                return FileTree.NONE;
            }
            String target = tree.linkTarget(view.row(child)).orElse("");
            if (target.startsWith("/")) {
                node = FileTree.ROOT;
            }
            push(left, target);
        }
        return node;
    }

    private static void push(Deque<String> left, String path) {
        String[] names = path.split("/");
        for (int i = names.length - 1; i >= 0; i--) {
            left.push(names[i]);
        }
    }
}
