package dev.stagecraft.ui.support;

/// The progress of work that nobody looks at or cancels.
public class Unwatched implements Progress {
    @Override
    public void update(long done, long total) {}

    @Override
    public void message(String text) {}

    @Override
    public void onCancel(AutoCloseable resource) {}

    @Override
    public boolean isCancelled() {
        return false;
    }
}
