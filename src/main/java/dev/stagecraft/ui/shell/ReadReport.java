package dev.stagecraft.ui.shell;

import dev.stagecraft.archive.ReadProgress;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.ui.support.Progress;
import dev.stagecraft.ui.support.Texts;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// Says how far a reading is, how much there is, and how long it still takes.
final class ReadReport implements ReadProgress {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
    private static final double SETTLED_SECONDS = 0.8;

    /// The part of all from which on the time that is left can be told.
    private static final double SETTLED_PART = 0.01;

    private static final int LONG_SECONDS = 90;

    private final Progress progress;
    private final long expected;
    private final Texts texts;
    private final LongSupplier clock;
    private final AtomicLong begun = new AtomicLong();
    private volatile long last;

    /// @param expected the bytes that are likely to come; 0 when not known
    ReadReport(Progress progress, long expected, Texts texts) {
        this(progress, expected, texts, System::nanoTime);
    }

    /// @param clock nanoseconds from any moment
    ReadReport(Progress progress, long expected, Texts texts, LongSupplier clock) {
        this.progress = progress;
        this.expected = expected;
        this.texts = texts;
        this.clock = clock;
        last = clock.getAsLong() - PAUSE;
    }

    @Override
    public void read(long done, long total) {
        long now = clock.getAsLong();
        // An engine packs an image before the first byte comes: that says nothing of the rest.
        begun.compareAndSet(0, now);
        if (now - last < PAUSE) {
            return;
        }
        last = now;
        long all = Math.max(total > 0 ? total : expected, 0);
        progress.update(Math.min(done, all), all);
        progress.message(message(done, all, (now - begun.get()) / 1e9));
    }

    private String message(long done, long all, double seconds) {
        if (all <= 0 || done <= 0) {
            return texts.text("files.progress", ByteSize.format(done));
        }
        String so = ByteSize.format(Math.min(done, all));
        String of = ByteSize.format(all);
        if (seconds < SETTLED_SECONDS || done < SETTLED_PART * all) {
            return texts.text("files.progress.of", so, of);
        }
        double left = Math.ceil(seconds * Math.max(0, all - done) / done);
        return left > LONG_SECONDS
                ? texts.text("files.progress.minutes", so, of, Math.ceil(left / 60))
                : texts.text("files.progress.left", so, of, left);
    }

    @Override
    public boolean isCancelled() {
        return progress.isCancelled();
    }
}
