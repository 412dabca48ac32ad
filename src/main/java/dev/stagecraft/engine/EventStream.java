package dev.stagecraft.engine;

import dev.stagecraft.engine.EngineUnavailableException.Kind;
import dev.stagecraft.engine.json.EventJson;
import dev.stagecraft.engine.json.WireFormatException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The engine's events, read on a thread of their own until closed, with a new connection after
/// each loss.
final class EventStream implements Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final String PATH =
            "/events?filters="
                    + DockerEngine.encode("{\"type\":{\"image\":true,\"container\":true}}");

    private final EngineCalls calls;
    private final EngineListener listener;
    private final Object lock = new Object();
    private @Nullable EngineStream stream;
    private boolean closed;
    private @Nullable Thread reader;

    private EventStream(EngineCalls calls, EngineListener listener) {
        this.calls = calls;
        this.listener = listener;
    }

    static EventStream start(EngineCalls calls, EngineListener listener) {
        EventStream events = new EventStream(calls, listener);
        synchronized (events.lock) {
            events.reader = Thread.ofVirtual().name("engine-events").start(events::run);
        }
        return events;
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!isClosed()) {
            try {
                if (listen()) {
                    pause = FIRST_PAUSE;
                }
            } catch (EngineException e) {
                if (isClosed()) {
                    return;
                }
                LOG.debug("the stream of events broke", e);
                listener.lost(e);
            } catch (RuntimeException e) {
                LOG.error("a listener to events failed", e);
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
            pause = pause.multipliedBy(2);
            if (pause.compareTo(LONGEST_PAUSE) > 0) {
                pause = LONGEST_PAUSE;
            }
        }
    }

    /// Reads until the stream ends.
    ///
    /// @return whether the stream had been open
    private boolean listen() throws EngineException {
        EngineStream events = calls.open("GET", PATH, null, EngineCalls.QUICK);
        synchronized (lock) {
            stream = events;
            if (closed) {
                events.close();
                return false;
            }
        }
        listener.connected();
        try (events;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (isClosed()) {
                    return true;
                }
                if (!line.isBlank()) {
                    tell(line);
                }
            }
        } catch (EngineException e) {
            throw e;
        } catch (IOException e) {
            throw Failures.of(calls.address(), e);
        }
        if (!isClosed()) {
            listener.lost(
                    new EngineUnavailableException(
                            Kind.CONNECTION_LOST,
                            "the engine at " + calls.address() + " ended the stream of events",
                            "It is opened again by itself."));
        }
        return true;
    }

    private void tell(String line) {
        try {
            EventJson event = EventJson.parse(line.getBytes(StandardCharsets.UTF_8));
            listener.happened(
                    new EngineEvent(
                            event.type(),
                            event.action(),
                            event.subject(),
                            event.attributes(),
                            event.time()));
        } catch (WireFormatException e) {
            LOG.debug("an event that is none: {}", line, e);
        }
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            if (stream != null) {
                stream.close();
            }
            if (reader != null) {
                reader.interrupt();
            }
        }
    }
}
