package dev.stagecraft.engine;

/// Something that runs until it is closed.
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    /// Ends it at once; no call to a listener begins afterwards. Closing twice does nothing.
    @Override
    void close();
}
