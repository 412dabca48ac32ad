package dev.stagecraft.ui.prove;

import dev.stagecraft.prove.ProofListener.Which;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// A container's output as it comes.
public final class RunRow implements LogSource {
    private final Which side;
    private final ObservableList<String> log = FXCollections.observableArrayList();
    private final ObservableList<String> readOnlyLog =
            FXCollections.unmodifiableObservableList(log);

    RunRow(Which side) {
        this.side = side;
    }

    @Override
    public Which side() {
        return side;
    }

    @Override
    public ObservableList<String> log() {
        return readOnlyLog;
    }

    /// Goes on with what is new in the end of the output: the lines that were there keep their
    /// places, and what falls out of it is kept as long as a step's lines are.
    ///
    /// @param lines the last lines of the output; the first and the last may not be whole
    void show(List<String> lines) {
        int from = overlap(log, lines);
        int known = log.size() - from;
        if (known > 0) {
            log.set(log.size() - 1, lines.get(known - 1));
        }
        log.addAll(lines.subList(known, lines.size()));
        StepRow.trim(log);
    }

    /// Where the lines begin among those that were shown; after the last where they do not.
    private static int overlap(List<String> old, List<String> now) {
        for (int from = Math.max(0, old.size() - now.size()); from < old.size(); from++) {
            int at = from;
            while (at < old.size() && goesOn(old, at, now.get(at - from), at == from)) {
                at++;
            }
            if (at == old.size()) {
                return from;
            }
        }
        return old.size();
    }

    private static boolean goesOn(List<String> old, int at, String now, boolean first) {
        String was = old.get(at);
        return was.equals(now)
                || (first && was.endsWith(now))
                || (at == old.size() - 1 && now.startsWith(was));
    }
}
