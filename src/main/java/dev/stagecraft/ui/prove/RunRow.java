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

    /// @param lines all that is to be shown
    void show(List<String> lines) {
        log.setAll(lines);
    }
}
