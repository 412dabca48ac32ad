package dev.stagecraft.engine;

/// Hears what happens in an engine. Called on a thread of the engine's, one call at a time; it must
/// not block for long.
public interface EngineListener {
    /// Something happened.
    void happened(EngineEvent event);

    /// The stream of events is open: at first, and again after each loss. What happened in between
    /// was not heard, so lists should be read anew.
    default void connected() {}

    /// The stream broke. It is opened again by itself.
    default void lost(EngineException why) {}
}
