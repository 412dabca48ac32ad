package dev.stagecraft.engine;

import com.github.dockerjava.transport.DockerHttpClient;
import dev.stagecraft.engine.EngineUnavailableException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/// Bytes that an engine sends. [#close] may be called from any thread and hangs up at once: what
/// the engine would still have sent is not read, and a read under way fails with an
/// [EngineCancelledException]. Interrupting a reading thread is enough only with engines on this
/// machine: a read from a network socket does not hear it.
public final class EngineStream extends InputStream {
    private final DockerHttpClient.Response response;
    private final InputStream body;
    private final String source;
    private final AtomicBoolean closed = new AtomicBoolean();

    EngineStream(DockerHttpClient.Response response, String source) {
        this.response = response;
        this.body = response.getBody();
        this.source = source;
    }

    /// The next byte; -1 at the end.
    ///
    /// @throws EngineUnavailableException when the engine hung up before the end
    @Override
    public int read() throws EngineException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xff;
    }

    /// The next bytes, 1 at least; -1 at the end.
    ///
    /// @throws EngineUnavailableException when the engine hung up before the end
    @Override
    public int read(byte[] buffer, int offset, int length) throws EngineException {
        if (closed.get()) {
            throw new EngineCancelledException();
        }
        try {
            return body.read(buffer, offset, length);
        } catch (IOException | RuntimeException e) {
            if (closed.get() || Thread.currentThread().isInterrupted()) {
                throw new EngineCancelledException();
            }
            throw new EngineUnavailableException(
                    Kind.CONNECTION_LOST,
                    "the engine at " + source + " hung up in the middle of its answer",
                    "See whether the engine still runs, and try again.",
                    e);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            // Not the body's close(), which would read on to the end to keep the connection.
            response.close();
        }
    }
}
