package dev.stagecraft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EndsFirstTest {
    private static final Duration FOREVER = Duration.ofMinutes(10);

    @Test
    void theProcessStaysUntilTheWorkIsOverAndNoLonger() throws Exception {
        CompletableFuture<EndsFirst> begun = new CompletableFuture<>();
        CountDownLatch clearing = new CountDownLatch(1);
        CountDownLatch cleared = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        // As a command does it: after its work the thread ends the process, which ends already.
        Thread command =
                Thread.ofVirtual()
                        .start(() -> {
                            try (EndsFirst ending = new EndsFirst(FOREVER)) {
                                begun.complete(ending);
                                interrupted(never);
                                clearing.countDown();
                                interrupted(cleared);
                            }
                            interrupted(never);
                        });
        EndsFirst ending = begun.get();

        Thread hook = Thread.ofVirtual().start(() -> ending.end(FOREVER));
        assertThat(clearing.await(1, TimeUnit.MINUTES)).as("the work is interrupted").isTrue();
        assertThat(hook.isAlive()).as("waits while the work clears up").isTrue();
        cleared.countDown();

        assertThat(hook.join(Duration.ofMinutes(1))).as("does not wait for the thread").isTrue();
        assertThat(command.isAlive()).isTrue();
        command.interrupt();
    }

    private static void interrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            // what the process is told to do
            return;
        }
    }
}
