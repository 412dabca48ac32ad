package dev.stagecraft.stage;

import dev.stagecraft.image.HistoryEntry;
import java.util.List;

/// Tells which steps of a history made a layer where the history does not say so itself, or says it
/// wrongly.
final class LayerMakers {
    private LayerMakers() {}

    /// Whether each step made a layer; as many of them are true as there are layers, or fewer when
    /// the history is too short.
    static boolean[] of(List<HistoryEntry> history, List<Instruction> instructions, int layers) {
        boolean[] makes = new boolean[history.size()];
        int count = 0;
        for (int i = 0; i < makes.length; i++) {
            makes[i] = !history.get(i).emptyLayer();
            count += makes[i] ? 1 : 0;
        }
        if (count == layers) {
            return makes;
        }
        // Sizes decide first, then the likelihood of the instruction.
        java.util.Arrays.fill(makes, false);
        int missing = layers;
        for (int rank = 0; rank <= 4 && missing > 0; rank++) {
            for (int i = 0; i < makes.length && missing > 0; i++) {
                if (!makes[i] && rank(history.get(i), instructions.get(i)) == rank) {
                    makes[i] = true;
                    missing--;
                }
            }
        }
        return makes;
    }

    private static int rank(HistoryEntry entry, Instruction instruction) {
        if (entry.size().orElse(0) > 0) {
            return 0;
        }
        if (instruction.changesFiles()) {
            return 1;
        }
        if (instruction.keyword().equals("WORKDIR")) {
            return 2;
        }
        return instruction.keyword().isEmpty() ? 3 : 4;
    }
}
