package dev.stagecraft.archive;

/// Watches a reading, and can end it. Called from several threads, often; must be quick.
public interface ReadProgress {
    /// Watches nothing.
    ReadProgress NONE = (done, total) -> {};

    /// So much has been read or skipped.
    ///
    /// @param done bytes so far
    /// @param total bytes in all; 0 when not known
    void read(long done, long total);

    /// Whether the reading is to end now. The reader also heeds its thread's interruption.
    default boolean isCancelled() {
        return false;
    }
}
