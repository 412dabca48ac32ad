package dev.stagecraft.ui.shell;

import dev.stagecraft.archive.ReadProgress;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.ui.support.Progress;
import dev.stagecraft.ui.support.Texts;
import java.util.concurrent.TimeUnit;

/// Says how far a reading is, how much there is, and how long it still takes.
final class ReadReport implements ReadProgress {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
    private static final double SETTLED_SECONDS = 0.8;

    private final Progress progress;
    private final long expected;
    private final Texts texts;
    private final long start = System.nanoTime();
    private volatile long last;

    /// @param expected the bytes that are likely to come; 0 when not known
    ReadReport(Progress progress, long expected, Texts texts) {
        this.progress = progress;
        this.expected = expected;
        this.texts = texts;
    }

    @Override
    public void read(long done, long total) {
        long now = System.nanoTime();
        if (now - last < PAUSE) {
            return;
        }
        last = now;
        long all = Math.max(total > 0 ? total : expected, 0);
        progress.update(Math.min(done, all), all);
        progress.message(message(done, all, (now - start) / 1e9));
    }

    private String message(long done, long all, double seconds) {
        if (all <= 0 || done <= 0) {
            return texts.text("files.progress", ByteSize.format(done));
        }
        double left = seconds * Math.max(0, all - done) / done;
        return seconds < SETTLED_SECONDS
                ? texts.text("files.progress.of", ByteSize.format(done), ByteSize.format(all))
                : texts.text(
                        "files.progress.left",
                        ByteSize.format(Math.min(done, all)),
                        ByteSize.format(all),
                        Math.ceil(left));
    }

    @Override
    public boolean isCancelled() {
        return progress.isCancelled();
    }
}
