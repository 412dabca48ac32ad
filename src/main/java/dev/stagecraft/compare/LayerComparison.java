package dev.stagecraft.compare;

import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.Layer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The layers of two images side by side: layers of one diff id are one layer, stored and pulled
/// once.
///
/// @param rows in an order that keeps that of both images where they agree
public record LayerComparison(List<Row> rows) {
    public LayerComparison {
        rows = List.copyOf(rows);
    }

    /// One layer: of the first image, of the second, or of both.
    public record Row(Optional<Layer> before, Optional<Layer> after) {
        /// Whether both images have it.
        public boolean isShared() {
            return before.isPresent() && after.isPresent();
        }

        /// Its bytes; 0 when not known.
        public long size() {
            return before.or(() -> after).orElseThrow().size().orElse(0);
        }
    }

    /// A number of layers and their bytes as far as known.
    public record Sum(int layers, long bytes) {}

    static LayerComparison of(List<Layer> before, List<Layer> after) {
        Map<DiffId, Deque<Layer>> byDiffId = new HashMap<>();
        for (Layer layer : after) {
            byDiffId.computeIfAbsent(layer.diffId(), id -> new ArrayDeque<>()).add(layer);
        }
        Map<Layer, Layer> pairs = new HashMap<>();
        for (Layer layer : before) {
            Deque<Layer> same = byDiffId.getOrDefault(layer.diffId(), new ArrayDeque<>());
            if (!same.isEmpty()) {
                pairs.put(layer, same.remove());
            }
        }
        List<Layer> paired = List.copyOf(pairs.values());
        List<Row> rows = new ArrayList<>();
        int next = 0;
        for (Layer layer : before) {
            Optional<Layer> same = Optional.ofNullable(pairs.get(layer));
            int to = same.map(after::indexOf).orElse(next);
            while (next < to) {
                next = addUnpaired(rows, after.get(next), paired, next);
            }
            rows.add(new Row(Optional.of(layer), same));
            next = same.isPresent() ? Math.max(next, to + 1) : next;
        }
        while (next < after.size()) {
            next = addUnpaired(rows, after.get(next), paired, next);
        }
        return new LayerComparison(rows);
    }

    private static int addUnpaired(List<Row> rows, Layer layer, List<Layer> paired, int at) {
        if (!paired.contains(layer)) {
            rows.add(new Row(Optional.empty(), Optional.of(layer)));
        }
        return at + 1;
    }

    /// The layers that both have.
    public Sum shared() {
        return sum(rows.stream().filter(Row::isShared).toList());
    }

    /// The layers that only the first has.
    public Sum onlyBefore() {
        return sum(rows.stream().filter(r -> r.after().isEmpty()).toList());
    }

    /// The layers that only the second has.
    public Sum onlyAfter() {
        return sum(rows.stream().filter(r -> r.before().isEmpty()).toList());
    }

    private static Sum sum(List<Row> of) {
        return new Sum(of.size(), of.stream().mapToLong(Row::size).sum());
    }
}
