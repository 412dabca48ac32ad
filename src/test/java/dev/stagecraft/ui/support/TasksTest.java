package dev.stagecraft.ui.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TasksTest {
    private final UiQueue ui = new UiQueue();
    private final List<String> log = new ArrayList<>();
    private final Tasks tasks = new Tasks(ui, failure -> log.add("unhandled " + failure));

    @Test
    void whatWorkMakesArrivesOnTheUserInterfacesThread() {
        Thread here = Thread.currentThread();
        tasks.of("work", progress -> Thread.currentThread().isVirtual())
                .onSuccess(virtual -> {
                    assertThat(virtual).isTrue();
                    assertThat(Thread.currentThread()).isSameAs(here);
                    log.add("done");
                })
                .onEnd(() -> log.add("end"))
                .start();
        ui.until(() -> log.size() == 2);
        assertThat(log).containsExactly("done", "end");
    }

    @Test
    void aFailureGoesToTheFirstHandlerOfItsType() {
        tasks.of(
                        "work",
                        progress -> {
                            throw new NoSuchFileException("x");
                        })
                .onFailure(IllegalStateException.class, e -> log.add("state"))
                .onFailure(IOException.class, e -> log.add("io"))
                .onFailure(e -> log.add("any"))
                .start();
        ui.until(() -> !log.isEmpty());
        assertThat(log).containsExactly("io");
    }

    @Test
    void aFailureWithoutAHandlerIsNotLost() {
        tasks.of(
                        "work",
                        progress -> {
                            throw new IOException("gone");
                        })
                .onFailure(IllegalStateException.class, e -> log.add("state"))
                .start();
        ui.until(() -> !log.isEmpty());
        assertThat(log).containsExactly("unhandled java.io.IOException: gone");
    }

    @Test
    void cancellingClosesWhatIsReadAndInterruptsTheWork() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        RunningTask task =
                tasks.of(
                                "work",
                                progress -> {
                                    progress.onCancel(closed::countDown);
                                    begun.countDown();
                                    try {
                                        new CountDownLatch(1).await();
                                    } catch (InterruptedException e) {
                                        interrupted.set(true);
                                        throw e;
                                    }
                                    return "never";
                                })
                        .onSuccess(log::add)
                        .onFailure(e -> log.add("failed"))
                        .onCancelled(() -> log.add("cancelled"))
                        .start();
        begun.await();
        task.cancel();
        closed.await();
        ui.until(() -> !log.isEmpty());
        assertThat(log).containsExactly("cancelled");
        assertThat(interrupted).isTrue();
    }

    @Test
    void workThatWasCancelledAfterItsEndIsNotShown() {
        CountDownLatch ended = new CountDownLatch(1);
        RunningTask task =
                tasks.of("work", progress -> "late")
                        .onSuccess(log::add)
                        .onCancelled(() -> log.add("cancelled"))
                        .start();
        tasks.of("other", progress -> true).onSuccess(v -> ended.countDown()).start();
        task.cancel();
        ui.until(() -> !log.isEmpty());
        assertThat(log).doesNotContain("late");
    }

    @Test
    void progressIsSeenWhileTheWorkRunsAndTheTaskIsListedUntilItsEnd() {
        CountDownLatch go = new CountDownLatch(1);
        RunningTask task =
                tasks.of(
                                "reading",
                                progress -> {
                                    progress.update(25, 100);
                                    progress.message("a quarter");
                                    go.await();
                                    return 1;
                                })
                        .start();
        ui.until(() -> task.fractionProperty().get() == 0.25);
        ui.until(() -> task.messageProperty().get().equals("a quarter"));
        assertThat(tasks.running()).containsExactly(task);
        go.countDown();
        ui.until(() -> tasks.running().isEmpty());
    }

    @Test
    void quietWorkIsNotListed() {
        tasks.of("work", progress -> 1).quietly().onSuccess(v -> log.add("done")).start();
        ui.until(() -> !log.isEmpty());
        assertThat(tasks.running()).isEmpty();
    }
}
