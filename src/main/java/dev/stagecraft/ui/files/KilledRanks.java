package dev.stagecraft.ui.files;

import java.util.Arrays;

/// The ranks of dead files, all of them and by the layer whose instruction killed them, each in
/// ascending order. The arrays are not copied when asked for and must not be changed.
final class KilledRanks {
    private static final int[] NONE = {};

    private final int[] all;
    private final int[][] byLayer;

    private KilledRanks(int[] all, int[][] byLayer) {
        this.all = all;
        this.byLayer = byLayer;
    }

    int[] all() {
        return all;
    }

    /// What a layer's instruction killed; nothing for a layer that there is not.
    ///
    /// @param layer the bottom one being 0
    int[] of(int layer) {
        return layer >= 0 && layer < byLayer.length ? byLayer[layer] : NONE;
    }

    /// Takes the killers in the order of the ranks.
    static final class Builder {
        private final int[] counts;
        private int[] killers = new int[64];
        private int size;

        /// @param layers how many there are
        Builder(int layers) {
            counts = new int[layers];
        }

        /// The next rank died in this layer.
        ///
        /// @throws IndexOutOfBoundsException for a layer that there is not
        void add(int layer) {
            counts[layer]++;
            if (size == killers.length) {
                killers = Arrays.copyOf(killers, size * 2);
            }
            killers[size++] = layer;
        }

        KilledRanks build() {
            int[] all = new int[size];
            int[][] byLayer = new int[counts.length][];
            for (int i = 0; i < byLayer.length; i++) {
                byLayer[i] = new int[counts[i]];
            }
            int[] filled = new int[counts.length];
            for (int rank = 0; rank < size; rank++) {
                all[rank] = rank;
                byLayer[killers[rank]][filled[killers[rank]]++] = rank;
            }
            return new KilledRanks(all, byLayer);
        }
    }
}
