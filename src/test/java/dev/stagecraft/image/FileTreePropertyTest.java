package dev.stagecraft.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Any stack of layers gives the tree that unpacking the layers one after the other into a map of
/// paths gives.
class FileTreePropertyTest {
    record Op(String what, String path, int size) {}

    /// The plainest way to apply layers: a map of paths, without links.
    private static final class Naive {
        final TreeMap<String, Op> files = new TreeMap<>();
        final TreeMap<String, Integer> bornIn = new TreeMap<>();
        long carried;

        void apply(List<Op> layer, int number) {
            TreeMap<String, Op> below = new TreeMap<>(files);
            for (Op op : layer) {
                switch (op.what) {
                    case "hide" ->
                            below.keySet().stream()
                                    .filter(p -> p.equals(op.path) || p.startsWith(op.path + "/"))
                                    .forEach(this::remove);
                    case "opaque" ->
                            below.keySet().stream()
                                    .filter(p -> p.startsWith(op.path + "/"))
                                    .forEach(this::remove);
                    default -> {}
                }
            }
            for (Op op : layer) {
                if (op.what.equals("hide") || op.what.equals("opaque")) {
                    continue;
                }
                for (int slash = op.path.indexOf('/');
                        slash > 0;
                        slash = op.path.indexOf('/', slash + 1)) {
                    String parent = op.path.substring(0, slash);
                    Op there = files.get(parent);
                    if (there == null || !there.what.equals("dir")) {
                        put(new Op("dir", parent, 0), number);
                    }
                }
                if (op.what.equals("file")) {
                    List.copyOf(files.keySet()).stream()
                            .filter(p -> p.startsWith(op.path + "/"))
                            .forEach(this::remove);
                }
                put(op, number);
            }
            layer.stream()
                    .filter(op -> op.what.equals("hide") || op.what.equals("opaque"))
                    .forEach(op -> makeDirectoriesOf(op, layer, number));
            files.forEach((path, op) -> {
                if (op.what.equals("file") && bornIn.getOrDefault(path, -1) == number) {
                    carried += op.size;
                }
            });
        }

        /// The directories that a marker lies in, down to a file or to what the layer takes away.
        private void makeDirectoriesOf(Op marker, List<Op> ops, int number) {
            List<String> names = List.of(marker.path.split("/"));
            int most = marker.what.equals("hide") ? names.size() - 1 : names.size();
            for (int i = 1; i <= most; i++) {
                String path = String.join("/", names.subList(0, i));
                Op there = files.get(path);
                boolean taken =
                        ops.stream().anyMatch(o -> o.what.equals("hide") && o.path.equals(path));
                if (there == null ? taken : !there.what.equals("dir")) {
                    return;
                }
                if (there == null) {
                    put(new Op("dir", path, 0), number);
                }
            }
        }

        private void put(Op op, int number) {
            files.put(op.path, op);
            bornIn.put(op.path, number);
        }

        private void remove(String path) {
            files.remove(path);
            bornIn.remove(path);
        }
    }

    @Provide
    Arbitrary<List<List<Op>>> stacks() {
        Arbitrary<String> name = Arbitraries.of("a", "b", "c", "a.b");
        Arbitrary<String> path =
                name.list().ofMinSize(1).ofMaxSize(4).map(n -> String.join("/", n));
        Arbitrary<String> what =
                Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(4, Arbitraries.just("file")),
                        net.jqwik.api.Tuple.of(3, Arbitraries.just("dir")),
                        net.jqwik.api.Tuple.of(2, Arbitraries.just("hide")),
                        net.jqwik.api.Tuple.of(1, Arbitraries.just("opaque")));
        Arbitrary<Op> op =
                Combinators.combine(what, path, Arbitraries.integers().between(0, 50)).as(Op::new);
        return op.list().ofMaxSize(12).list().ofMinSize(1).ofMaxSize(6);
    }

    private static LayerListing listing(List<Op> ops) {
        Listings layer = Listings.layer();
        for (Op op : ops) {
            switch (op.what) {
                case "file" -> layer.file(op.path, op.size);
                case "dir" -> layer.dir(op.path);
                case "hide" -> layer.without(op.path);
                default -> layer.opaque(op.path);
            }
        }
        return layer.build();
    }

    @Property(tries = 3000)
    void everyStateOfTheImageIsThatOfUnpackingIt(@ForAll("stacks") List<List<Op>> stack) {
        FileTree tree = FileTree.of(stack.stream().map(FileTreePropertyTest::listing).toList());
        Naive naive = new Naive();
        TreeMap<String, Op> before = new TreeMap<>();
        for (int layer = 0; layer < stack.size(); layer++) {
            before = new TreeMap<>(naive.files);
            naive.apply(stack.get(layer), layer);
            assertThat(seen(tree, layer)).isEqualTo(shown(naive.files));
            LayerView view = LayerView.of(tree, new ViewScope.UpTo(layer));
            long bytes =
                    naive.files.values().stream()
                            .filter(o -> o.what.equals("file"))
                            .mapToLong(Op::size)
                            .sum();
            assertThat(view.size(FileTree.ROOT)).isEqualTo(bytes);
            for (String path : naive.files.keySet()) {
                FileState state = view.state(tree.find(path));
                boolean born = naive.bornIn.getOrDefault(path, -1) == layer;
                if (!born) {
                    assertThat(state).as(path).isEqualTo(FileState.UNCHANGED);
                } else if (!before.containsKey(path)) {
                    assertThat(state).as(path).isEqualTo(FileState.ADDED);
                }
            }
            for (String path : before.keySet()) {
                if (!naive.files.containsKey(path)) {
                    assertThat(view.state(tree.find(path))).as(path).isEqualTo(FileState.REMOVED);
                }
            }
        }
        Efficiency efficiency = Efficiency.of(tree);
        assertThat(efficiency.totalBytes()).isEqualTo(naive.carried);
        assertThat(efficiency.deadBytes()).isEqualTo(Waste.of(tree).bytes());
        assertThat(LayerView.of(tree, ViewScope.DEAD).size(FileTree.ROOT))
                .isEqualTo(efficiency.deadBytes());
        assertThat(LayerView.of(tree, ViewScope.FINAL).size(FileTree.ROOT))
                .isEqualTo(efficiency.liveBytes());
    }

    @Property(tries = 1000)
    void aFilterShowsMatchesAndTheWayToThemAndNothingElse(
            @ForAll("stacks") List<List<Op>> stack, @ForAll("needles") String needle) {
        FileTree tree = FileTree.of(stack.stream().map(FileTreePropertyTest::listing).toList());
        LayerView view = LayerView.of(tree, new ViewScope.UpTo(stack.size() - 1));
        LayerView filtered =
                view.filter(FileFilter.of(PathPattern.text(needle)), () -> false).orElseThrow();
        List<Integer> hits = new ArrayList<>();
        for (int node = 1; node < tree.size(); node++) {
            boolean hit = view.contains(node) && ("/" + tree.path(node)).contains(needle);
            assertThat(filtered.matches(node)).as(tree.path(node)).isEqualTo(hit);
            if (hit) {
                hits.add(node);
            }
        }
        for (int node = 0; node < tree.size(); node++) {
            int n = node;
            boolean onTheWay = hits.stream().anyMatch(h -> h >= n && h < tree.subtreeEnd(n));
            assertThat(filtered.contains(node)).isEqualTo(onTheWay && view.contains(node));
        }
        long live =
                hits.stream()
                        .filter(n -> !view.isDirectory(n) && view.state(n) != FileState.REMOVED)
                        .mapToLong(view::size)
                        .sum();
        assertThat(filtered.size(FileTree.ROOT)).isEqualTo(live);
    }

    @Provide
    Arbitrary<String> needles() {
        return Arbitraries.of("a", "b/c", "/a", "a.b", "a/b/", "c/a.b", "zz");
    }

    private static Map<String, String> seen(FileTree tree, int layer) {
        Map<String, String> seen = new TreeMap<>();
        for (int node = 1; node < tree.size(); node++) {
            int row = tree.visibleAt(node, layer);
            if (row >= 0) {
                seen.put(
                        tree.path(node),
                        tree.kind(row) == FileKind.DIRECTORY
                                ? "dir"
                                : "file " + tree.fileSize(row));
            }
        }
        return seen;
    }

    private static Map<String, String> shown(Map<String, Op> files) {
        Map<String, String> shown = new TreeMap<>();
        files.forEach(
                (path, op) -> shown.put(path, op.what.equals("dir") ? "dir" : "file " + op.size));
        return shown;
    }
}
