package dev.stagecraft.ui.distil;

import dev.stagecraft.distil.Outcome;
import dev.stagecraft.distil.Request;
import dev.stagecraft.prove.ProofSummary;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;

/// What the window puts in the place of the proving step; without it the wizard has none.
public interface ProveStep {
    /// What the step shows; asked for once.
    Node view();

    /// The rewrite to prove, each time that the step is entered.
    ///
    /// @param proposal what was rewritten to what
    /// @param take takes what a proof came to; its text, repaired or not, is then what gets saved
    void show(Proposal proposal, Consumer<ProofSummary> take);

    /// Whether the step itself offers, or does, what comes next: the way on beside it is then not
    /// the button that stands out.
    ObservableBooleanValue holdsTheNextStep();

    /// A rewrite.
    ///
    /// @param request what was asked; its file is the original
    /// @param outcome what it came to
    /// @param text the new Dockerfile
    /// @param context the folder of the build context; absent when only the Dockerfile is known
    /// @param dockerfileName the original's file name
    record Proposal(
            Request request,
            Outcome.Rewritten outcome,
            String text,
            Optional<Path> context,
            String dockerfileName) {}
}
