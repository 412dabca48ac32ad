package dev.stagecraft.archive;

import java.util.concurrent.atomic.AtomicLong;

/// What all layers of one reading may still take of the [Limits].
final class EntryBudget {
    private final Limits limits;
    private final AtomicLong entries = new AtomicLong();
    private final AtomicLong text = new AtomicLong();

    EntryBudget(Limits limits) {
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    /// Takes paths and bytes of text.
    ///
    /// @throws LimitExceededException when there are more than the limits allow
    void take(int paths, int bytes) throws LimitExceededException {
        if (entries.addAndGet(paths) > limits.entries()) {
            throw new LimitExceededException(
                    "entries",
                    limits.entries(),
                    "more than " + limits.entries() + " paths in all layers together");
        }
        if (text.addAndGet(bytes) > limits.textBytes()) {
            throw new LimitExceededException(
                    "textBytes",
                    limits.textBytes(),
                    "names longer than " + limits.textBytes() + " bytes together");
        }
    }
}
