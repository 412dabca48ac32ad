package dev.stagecraft.ui.prove;

import dev.stagecraft.prove.ProofListener.Which;
import javafx.collections.ObservableList;

/// Something whose log can be shown.
public sealed interface LogSource permits StepRow, RunRow {
    /// Which of the two it belongs to.
    Which side();

    /// What it printed last; untrusted.
    ObservableList<String> log();
}
