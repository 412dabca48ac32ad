package dev.stagecraft.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;

/// One pass of a filter over a view. The path of the node at hand is kept as bytes that grow and
/// shrink on the way through the tree, so that no path is put together twice.
final class FilterRun {
    private static final int ASK_EVERY = 0x3ff;

    final BitSet matches;
    final BitSet shown;

    /// As [LayerView#size], of what matches.
    final long[] size;

    /// As [LayerView#files], of what matches.
    final int[] files;

    /// The bytes and the number of what matches but for its state, by state: so that it is known
    /// what each further state would bring.
    final long[] stateBytes = new long[FileState.values().length];

    final int[] stateFiles = new int[FileState.values().length];

    private final LayerView view;
    private final FileTree tree;
    private final FileFilter filter;
    private final BooleanSupplier cancelled;
    private final boolean[] wanted = new boolean[FileState.values().length];
    private byte[] path = new byte[4096];

    /// @param view without a filter
    FilterRun(LayerView view, FileFilter filter, BooleanSupplier cancelled) {
        this.view = view;
        this.tree = view.tree();
        this.filter = filter;
        this.cancelled = cancelled;
        matches = new BitSet(tree.size());
        shown = new BitSet(tree.size());
        size = new long[tree.size()];
        files = new int[tree.size()];
        for (FileState state : FileState.values()) {
            wanted[state.code()] = filter.states().isEmpty() || filter.states().contains(state);
        }
    }

    /// Whether it came to the end.
    boolean run() {
        boolean done =
                switch (filter.path()) {
                    case PathPattern.Text text when text.isAny() -> all();
                    case PathPattern.Text text -> text(text);
                    case PathPattern.Glob glob -> glob(glob);
                    case PathPattern.Regex regex -> regex(regex);
                };
        if (!done) {
            return false;
        }
        sumUp();
        return true;
    }

    /// Parents come first: the way to each match is marked, and what lies there summed up, on the
    /// way back. What is removed counts where it does in the whole view, and everywhere once it is
    /// asked for by its state.
    private void sumUp() {
        boolean everywhere = filter.states().contains(FileState.REMOVED);
        int node = matches.length() - 1;
        while (node > FileTree.ROOT) {
            int parent = tree.parent(node);
            shown.set(parent);
            if (everywhere || view.countsInParent(node)) {
                size[parent] += size[node];
                files[parent] += files[node];
            }
            node = shown.previousSetBit(node - 1);
        }
    }

    private boolean all() {
        for (int node = 0; node < tree.size(); node++) {
            take(node);
        }
        return true;
    }

    /// A path holds the text when its directory's does, or when the text ends in its own name.
    private boolean text(PathPattern.Text pattern) {
        byte[] wantedBytes = pattern.folded();
        boolean ascii = pattern.isAscii();
        byte[] names = tree.namePool();
        int[] pathEnd = new int[64];
        int[] open = new int[64];
        int depth = 0;
        open[0] = FileTree.ROOT;
        int node = 1;
        while (node < tree.size()) {
            if ((node & ASK_EVERY) == 0 && cancelled.getAsBoolean()) {
                return false;
            }
            while (tree.subtreeEnd(open[depth]) <= node) {
                depth--;
            }
            int from = depth == 0 ? 0 : pathEnd[depth];
            int length = append(from, names, node, ascii);
            int searchFrom = Math.max(0, from - wantedBytes.length + 1);
            boolean hit =
                    ascii
                            ? contains(path, searchFrom, length, wantedBytes)
                            : PathBytes.text(path, 0, length)
                                    .toLowerCase(Locale.ROOT)
                                    .contains(pattern.text().toLowerCase(Locale.ROOT));
            int end = tree.subtreeEnd(node);
            if (hit) {
                for (int n = node; n < end; n++) {
                    take(n);
                }
                node = end;
                continue;
            }
            if (end > node + 1) {
                depth++;
                if (depth == open.length) {
                    open = Arrays.copyOf(open, depth * 2);
                    pathEnd = Arrays.copyOf(pathEnd, depth * 2);
                }
                open[depth] = node;
                pathEnd[depth] = length;
            }
            node++;
        }
        return true;
    }

    /// Writes `/name` after the directory's path and returns the new length.
    private int append(int from, byte[] names, int node, boolean fold) {
        int start = tree.nameStart(node);
        int width = tree.nameStart(node + 1) - start;
        if (from + width + 1 > path.length) {
            path = Arrays.copyOf(path, Math.max(path.length * 2, from + width + 1));
        }
        path[from] = '/';
        int at = from + 1;
        for (int i = 0; i < width; i++) {
            byte b = names[start + i];
            path[at++] = fold && b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
        }
        return at;
    }

    private static boolean contains(byte[] in, int from, int to, byte[] wanted) {
        byte first = wanted[0];
        int last = to - wanted.length;
        outer:
        for (int i = from; i <= last; i++) {
            if (in[i] != first) {
                continue;
            }
            for (int j = 1; j < wanted.length; j++) {
                if (in[i + j] != wanted[j]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }

    private boolean glob(PathPattern.Glob glob) {
        Subject subject = new Subject(cancelled);
        Matcher matcher = glob.pattern().matcher(subject);
        return walk((start, end, nameFrom) -> {
            subject.set(path, glob.wholePath() ? 1 : nameFrom, end);
            matcher.reset(subject);
            return matcher.matches();
        });
    }

    private boolean regex(PathPattern.Regex regex) {
        Subject subject = new Subject(cancelled);
        Matcher matcher = regex.pattern().matcher(subject);
        return walk((start, end, nameFrom) -> {
            subject.set(path, 0, end);
            matcher.reset(subject);
            return matcher.find();
        });
    }

    private interface Test {
        boolean matches(int from, int end, int nameFrom);
    }

    private boolean walk(Test test) {
        byte[] names = tree.namePool();
        int[] pathEnd = new int[64];
        int[] open = new int[64];
        int depth = 0;
        open[0] = FileTree.ROOT;
        try {
            for (int node = 1; node < tree.size(); node++) {
                if ((node & ASK_EVERY) == 0 && cancelled.getAsBoolean()) {
                    return false;
                }
                while (tree.subtreeEnd(open[depth]) <= node) {
                    depth--;
                }
                int from = depth == 0 ? 0 : pathEnd[depth];
                int length = append(from, names, node, false);
                if (view.state(node) != FileState.ABSENT && test.matches(0, length, from + 1)) {
                    take(node);
                }
                if (tree.subtreeEnd(node) > node + 1) {
                    depth++;
                    if (depth == open.length) {
                        open = Arrays.copyOf(open, depth * 2);
                        pathEnd = Arrays.copyOf(pathEnd, depth * 2);
                    }
                    open[depth] = node;
                    pathEnd[depth] = length;
                }
            }
        } catch (Subject.Cancelled e) {
            return false;
        }
        return true;
    }

    private void take(int node) {
        FileState state = view.state(node);
        if (state == FileState.ABSENT) {
            return;
        }
        boolean directory = view.isDirectory(node);
        long bytes = view.ownBytes(node);
        if (filter.minSize() > 0 && (directory || bytes < filter.minSize())) {
            return;
        }
        stateBytes[state.code()] += bytes;
        stateFiles[state.code()] += directory ? 0 : 1;
        if (!wanted[state.code()]) {
            return;
        }
        matches.set(node);
        shown.set(node);
        size[node] = bytes;
        files[node] = directory ? 0 : 1;
    }

    /// A path for a regular expression: its bytes where they are ASCII, so that no text is made for
    /// each path, and a way out of an expression that takes forever.
    private static final class Subject implements CharSequence {
        static final class Cancelled extends RuntimeException {
            private static final long serialVersionUID = 1;

            Cancelled() {
                super("cancelled", null, false, false);
            }
        }

        private final BooleanSupplier cancelled;
        private byte[] bytes = new byte[0];
        private String text = "";
        private boolean ascii = true;
        private int from;
        private int length;
        private int reads;

        Subject(BooleanSupplier cancelled) {
            this.cancelled = cancelled;
        }

        void set(byte[] path, int start, int end) {
            bytes = path;
            from = start;
            length = end - start;
            ascii = true;
            for (int i = start; i < end; i++) {
                if (path[i] < 0) {
                    ascii = false;
                    text = PathBytes.text(path, start, length);
                    length = text.length();
                    return;
                }
            }
        }

        @Override
        public char charAt(int index) {
            if ((++reads & 0xffff) == 0 && cancelled.getAsBoolean()) {
                throw new Cancelled();
            }
            return ascii ? (char) bytes[from + index] : text.charAt(index);
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return toString().substring(start, end);
        }

        @Override
        public String toString() {
            return ascii ? new String(bytes, from, length, StandardCharsets.US_ASCII) : text;
        }
    }
}
