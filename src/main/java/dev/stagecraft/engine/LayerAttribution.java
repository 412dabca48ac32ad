package dev.stagecraft.engine;

import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.HistoryEntry;
import dev.stagecraft.image.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Decides which step of an image's history made which layer.
///
/// The engine's API says each step's bytes but not whether it made a layer (`empty_layer` of the
/// image's configuration). A step with bytes made one. A step without bytes may have made one all
/// the same: an empty directory, a file of no length, or a `RUN` that BuildKit kept a layer for
/// although it changed nothing; the classic builder makes no layer where nothing changed. The rule,
/// in this order:
///
/// 1. Steps with bytes have a layer each, and their layer is never the empty tar.
/// 2. A layer that is the empty tar (known by its diff id) belongs to a step without bytes.
/// 3. Instructions that only write configuration (`ENV`, `CMD`, `LABEL`, …) never have one.
/// 4. Of the steps that remain, those likeliest to make a layer of no bytes are taken, as many as
///    the number of layers asks for: BuildKit's `RUN`, `COPY`, `ADD` first, then `WORKDIR`, then
///    the classic builder's, then steps that say nothing of themselves; among equals the earlier
///    ones.
///
/// Only rule 4 can be wrong, and then only in which of several steps without bytes has a layer of
/// no bytes; [#exact] says whether it was needed.
final class LayerAttribution {
    /// The tar of no entries: two blocks of zeros.
    static final DiffId EMPTY_TAR =
            DiffId.parse("sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef");

    private static final String NOP = "#(nop)";
    private static final Pattern SETTING =
            Pattern.compile(
                    "(?:ENV|CMD|LABEL|ENTRYPOINT|USER|EXPOSE|VOLUME|STOPSIGNAL|HEALTHCHECK|ONBUILD"
                            + "|ARG|SHELL|MAINTAINER)\\b.*",
                    Pattern.DOTALL);
    private static final int IMPOSSIBLE = 1 << 20;

    private final List<HistoryEntry> history;
    private final List<Layer> layers;
    private final boolean exact;

    private LayerAttribution(List<HistoryEntry> history, List<Layer> layers, boolean exact) {
        this.history = history;
        this.layers = layers;
        this.exact = exact;
    }

    /// The steps, with [HistoryEntry#emptyLayer] decided.
    List<HistoryEntry> history() {
        return history;
    }

    /// The layers from the bottom up, each with its step and that step's bytes.
    List<Layer> layers() {
        return layers;
    }

    /// Whether no other attribution agrees with what the engine said.
    boolean exact() {
        return exact;
    }

    /// Attributes layers to steps.
    ///
    /// @param steps the history, the first step first
    /// @param diffIds the layers, from the bottom up
    static LayerAttribution of(List<HistoryEntry> steps, List<DiffId> diffIds) {
        return of(steps, diffIds, Map.of());
    }

    /// As [#of(List, List)], with what is known of intermediate images.
    ///
    /// @param layersAfter by a step's place, how many layers there are once it is done
    static LayerAttribution of(
            List<HistoryEntry> steps, List<DiffId> diffIds, Map<Integer, Integer> layersAfter) {
        int n = steps.size();
        int m = diffIds.size();
        // cost[i][j]: the least total rank when the steps from i on make the layers from j on;
        // ways[i][j]: how many choices there are at all, two standing for "several".
        int[][] cost = new int[n + 1][m + 1];
        int[][] ways = new int[n + 1][m + 1];
        for (int[] row : cost) {
            Arrays.fill(row, IMPOSSIBLE);
        }
        cost[n][m] = 0;
        ways[n][m] = 1;
        for (int i = n - 1; i >= 0; i--) {
            for (int j = m; j >= 0; j--) {
                Integer before = layersAfter.get(i - 1);
                if (before != null && before != j) {
                    continue;
                }
                int skip = skipCost(steps.get(i));
                int take = j < m ? takeCost(steps.get(i), diffIds.get(j)) : IMPOSSIBLE;
                int skipped = skip + cost[i + 1][j];
                int taken = j < m ? take + cost[i + 1][j + 1] : IMPOSSIBLE;
                cost[i][j] = Math.min(IMPOSSIBLE, Math.min(skipped, taken));
                ways[i][j] =
                        Math.min(
                                2,
                                (skip < IMPOSSIBLE ? ways[i + 1][j] : 0)
                                        + (take < IMPOSSIBLE ? ways[i + 1][j + 1] : 0));
            }
        }
        boolean[] made = new boolean[n];
        if (cost[0][0] >= IMPOSSIBLE) {
            return leftOver(steps, diffIds);
        }
        int j = 0;
        for (int i = 0; i < n; i++) {
            int taken =
                    j < m
                            ? takeCost(steps.get(i), diffIds.get(j)) + cost[i + 1][j + 1]
                            : IMPOSSIBLE;
            if (taken <= skipCost(steps.get(i)) + cost[i + 1][j]) {
                made[i] = true;
                j++;
            }
        }
        return build(steps, made, diffIds, ways[0][0] == 1);
    }

    /// A history that does not fit its layers: missing, cut short, or of another image. Layers are
    /// given to the steps with bytes in their order when their number agrees, else to none.
    private static LayerAttribution leftOver(List<HistoryEntry> steps, List<DiffId> diffIds) {
        boolean[] made = new boolean[steps.size()];
        int count = 0;
        for (int i = 0; i < made.length; i++) {
            made[i] = steps.get(i).size().orElse(0) > 0;
            count += made[i] ? 1 : 0;
        }
        if (count == diffIds.size()) {
            return build(steps, made, diffIds, false);
        }
        List<Layer> bare = new ArrayList<>();
        for (int i = 0; i < diffIds.size(); i++) {
            bare.add(layer(i, diffIds.get(i), Optional.empty()));
        }
        return new LayerAttribution(List.copyOf(steps), bare, false);
    }

    private static LayerAttribution build(
            List<HistoryEntry> steps, boolean[] made, List<DiffId> diffIds, boolean exact) {
        List<HistoryEntry> history = new ArrayList<>();
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < made.length; i++) {
            HistoryEntry step = steps.get(i);
            HistoryEntry decided =
                    new HistoryEntry(
                            step.createdBy(),
                            step.created(),
                            step.comment(),
                            step.author(),
                            !made[i],
                            step.size(),
                            step.imageId());
            history.add(decided);
            if (made[i]) {
                int index = layers.size();
                layers.add(layer(index, diffIds.get(index), Optional.of(decided)));
            }
        }
        return new LayerAttribution(List.copyOf(history), List.copyOf(layers), exact);
    }

    private static Layer layer(int index, DiffId diffId, Optional<HistoryEntry> step) {
        return new Layer(
                index,
                diffId,
                Optional.empty(),
                step.isPresent() ? step.get().size() : emptySize(diffId),
                OptionalLong.empty(),
                step);
    }

    private static OptionalLong emptySize(DiffId diffId) {
        return diffId.equals(EMPTY_TAR) ? OptionalLong.of(0) : OptionalLong.empty();
    }

    private static int skipCost(HistoryEntry step) {
        return step.size().orElse(0) > 0 ? IMPOSSIBLE : 0;
    }

    /// How unlikely it is that a step made a layer.
    private static int takeCost(HistoryEntry step, DiffId layer) {
        if (step.size().orElse(0) > 0) {
            return layer.equals(EMPTY_TAR) ? IMPOSSIBLE : 0;
        }
        boolean buildkit = step.comment().startsWith("buildkit");
        String text = step.createdBy().strip();
        int nop = text.indexOf(NOP);
        String instruction = nop >= 0 ? text.substring(nop + NOP.length()).strip() : text;
        if ((buildkit || nop >= 0) && SETTING.matcher(instruction).matches()) {
            return IMPOSSIBLE;
        }
        boolean workdir = instruction.toUpperCase(Locale.ROOT).startsWith("WORKDIR");
        if (buildkit) {
            return workdir ? 2 : 1;
        }
        if (text.isEmpty()) {
            return 5;
        }
        // The classic builder keeps no layer that is the empty tar.
        return (workdir ? 3 : 4) + (layer.equals(EMPTY_TAR) ? 8 : 0);
    }
}
