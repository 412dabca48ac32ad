package dev.stagecraft.ui.support;

import java.util.concurrent.CancellationException;

/// What a piece of background work tells of itself, from its own thread.
public interface Progress {
    /// Says how far the work is, in whatever unit the work counts.
    ///
    /// @param total 0 or less when it is not known
    void update(long done, long total);

    /// Says in words what is being done just now.
    void message(String text);

    /// Has something closed when the work is cancelled, such as the stream that it reads: at once
    /// when it is cancelled already.
    void onCancel(AutoCloseable resource);

    /// Whether the work is no longer wanted.
    boolean isCancelled();

    /// @throws CancellationException when the work is no longer wanted
    default void check() {
        if (isCancelled()) {
            throw new CancellationException();
        }
    }
}
