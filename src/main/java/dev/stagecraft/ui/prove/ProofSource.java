package dev.stagecraft.ui.prove;

import dev.stagecraft.prove.Proof;
import dev.stagecraft.prove.ProofListener;
import dev.stagecraft.prove.ProofRequest;

/// What carries proofs out: a port, so that the view needs no engine.
public interface ProofSource {
    /// Proves. Takes as long as the builds do; interrupting the calling thread stops it at once.
    /// Afterwards the images of earlier proofs are removed, unless [#keepImages] was called.
    ///
    /// @throws Exception when there is no engine, it fails, or the thread was interrupted; the
    ///   message says what was wrong
    Proof prove(ProofRequest request, ProofListener listener) throws Exception;

    /// Removes the images of the proofs so far whose requests kept them. Takes up to seconds.
    void removeImages();

    /// Leaves the images of the proofs so far where they are. Takes up to seconds.
    void keepImages();
}
