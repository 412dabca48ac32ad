package dev.stagecraft.engine;

import com.github.dockerjava.transport.DockerHttpClient;
import dev.stagecraft.engine.EngineUnavailableException.Kind;
import dev.stagecraft.engine.json.ErrorJson;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Requests to one engine, each with a watchdog.
///
/// A request runs on a virtual thread of its own while the caller waits: that thread is interrupted
/// when the caller is, or when time is up, which closes the connection under it. (The transport's
/// own time limits do nothing on sockets in the file system.)
public final class EngineCalls implements AutoCloseable {
    /// For answers that an engine has at hand.
    public static final Duration QUICK = Duration.ofSeconds(20);

    /// For answers that an engine must work for.
    public static final Duration SLOW = Duration.ofMinutes(3);

    private static final Logger LOG = LoggerFactory.getLogger(EngineCalls.class);
    private static final int MAX_ERROR = 64 << 10;
    private static final int MAX_ANSWER = 64 << 20;

    private final EngineAddress address;
    private final DockerHttpClient client;
    private final AutoCloseable tunnel;
    private final Supplier<Optional<String>> complaint;
    private volatile String prefix = "";

    /// @param tunnel closed with this
    /// @param complaint what the way to the engine said when it broke, such as ssh's last words
    EngineCalls(
            EngineAddress address,
            DockerHttpClient client,
            AutoCloseable tunnel,
            Supplier<Optional<String>> complaint) {
        this.address = address;
        this.client = client;
        this.tunnel = tunnel;
        this.complaint = complaint;
    }

    /// Where the requests go.
    public EngineAddress address() {
        return address;
    }

    /// All further paths get the version in front.
    void pinVersion(String apiVersion) {
        prefix = "/v" + apiVersion;
    }

    /// The whole answer to a request without a body.
    public byte[] get(String path, Duration limit) throws EngineException {
        return whole("GET", path, null, limit);
    }

    /// The whole answer to a request.
    ///
    /// @param json the body; absent for none
    public byte[] whole(String method, String path, byte @Nullable [] json, Duration limit)
            throws EngineException {
        return within(
                limit,
                () -> {
                    try (DockerHttpClient.Response response =
                            client.execute(request(method, path, json))) {
                        check(response);
                        return bounded(response.getBody(), MAX_ANSWER);
                    }
                },
                bytes -> {});
    }

    /// The answer to a request as a stream, once its headers are there.
    public EngineStream open(
            String method, String path, byte @Nullable [] json, Duration untilHeaders)
            throws EngineException {
        return stream(request(method, path, json), untilHeaders);
    }

    /// Sends a body that is produced while it is sent, and returns the answer as a stream. The
    /// limit counts until the answer begins, which an engine may let happen before or after it has
    /// read the body.
    public EngineStream send(
            String path, Map<String, String> headers, InputStream body, Duration limit)
            throws EngineException {
        DockerHttpClient.Request request =
                DockerHttpClient.Request.builder()
                        .method(DockerHttpClient.Request.Method.POST)
                        .path(prefix + path)
                        .putAllHeaders(headers)
                        .body(body)
                        .build();
        return stream(request, limit);
    }

    private EngineStream stream(DockerHttpClient.Request request, Duration limit)
            throws EngineException {
        return within(
                limit,
                () -> {
                    DockerHttpClient.Response response = client.execute(request);
                    try {
                        check(response);
                        return new EngineStream(response, address.url());
                    } catch (IOException | RuntimeException e) {
                        response.close();
                        throw e;
                    }
                },
                EngineStream::close);
    }

    private DockerHttpClient.Request request(String method, String path, byte @Nullable [] json) {
        Map<String, String> headers = new HashMap<>();
        headers.put("User-Agent", "Stagecraft");
        DockerHttpClient.Request.Builder builder =
                DockerHttpClient.Request.builder()
                        .method(DockerHttpClient.Request.Method.valueOf(method));
        if (json != null) {
            headers.put("Content-Type", "application/json");
            builder.bodyBytes(json);
        }
        return builder.path(prefix + path).putAllHeaders(headers).build();
    }

    private static void check(DockerHttpClient.Response response) throws IOException {
        int status = response.getStatusCode();
        if (status < 400) {
            return;
        }
        String message = ErrorJson.message(bounded(response.getBody(), MAX_ERROR));
        throw new EngineRefusedException(status, message);
    }

    private static byte[] bounded(InputStream body, int limit) throws IOException {
        byte[] bytes = body.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new IOException("the engine's answer is longer than " + limit + " bytes");
        }
        return bytes;
    }

    /// Runs a call on a thread of its own and waits for it.
    ///
    /// @param discard what becomes of a result that came too late
    private <T> T within(Duration limit, Callable<T> call, Consumer<T> discard)
            throws EngineException {
        AtomicReference<@Nullable Object> outcome = new AtomicReference<>();
        Object abandoned = new Object();
        FutureTask<T> task =
                new FutureTask<>(() -> {
                    T result = call.call();
                    if (!outcome.compareAndSet(null, result)) {
                        discard.accept(result);
                        throw new CancellationException();
                    }
                    return result;
                });
        Thread.ofVirtual().name("engine-call").start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            abandon(task, outcome, abandoned, discard);
            Thread.currentThread().interrupt();
            throw new EngineCancelledException();
        } catch (TimeoutException e) {
            abandon(task, outcome, abandoned, discard);
            throw new EngineUnavailableException(
                    Kind.TIMEOUT,
                    "the engine at " + address + " did not answer within " + words(limit),
                    "See whether the engine still runs, and try again.",
                    e);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        }
    }

    private EngineException failed(Throwable failure) {
        EngineException translated = Failures.of(address, failure);
        Optional<String> words = complaint.get();
        if (words.isPresent() && translated instanceof EngineUnavailableException) {
            return Failures.unavailable(address, Kind.SSH_FAILED, new IOException(words.get()));
        }
        return translated;
    }

    @SuppressWarnings("unchecked")
    private static <T> void abandon(
            FutureTask<T> task,
            AtomicReference<@Nullable Object> outcome,
            Object abandoned,
            Consumer<T> discard) {
        Object before = outcome.getAndSet(abandoned);
        if (before != null) {
            discard.accept((T) before);
        }
        task.cancel(true);
    }

    private static String words(Duration limit) {
        return limit.toMillis() < 2000 ? limit.toMillis() + " ms" : limit.toSeconds() + " seconds";
    }

    /// Hangs up.
    @Override
    public void close() {
        try (tunnel) {
            client.close();
        } catch (Exception e) {
            LOG.debug("closing the connections to {}", address, e);
        }
    }
}
