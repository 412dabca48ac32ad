package dev.stagecraft.ui.support;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import org.testfx.util.WaitForAsyncUtils;

/// Waits for what a window comes to show. It looks from the window's own thread: from another, the
/// nodes may change while they are gone through.
public final class FxWait {
    private static final int SECONDS = 30;

    private FxWait() {}

    /// Waits until a condition holds.
    ///
    /// @throws TimeoutException when it does not in half a minute
    public static void until(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(SECONDS, TimeUnit.SECONDS, () -> onWindowThread(condition));
    }

    private static boolean onWindowThread(Callable<Boolean> condition) throws Exception {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                answer.complete(condition.call());
            } catch (Exception | AssertionError e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.get();
    }
}
