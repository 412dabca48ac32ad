package dev.stagecraft.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineMonitorTest {
    @TempDir Path folder;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<OutputStream> listeners = new LinkedBlockingQueue<>();

    private FakeEngine listen(Path socket) {
        FakeEngine fake = new FakeEngine();
        fake.raw(
                "/v1.50/events",
                (request, out) -> {
                    out.write(
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    .getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    listeners.add(out);
                });
        return fake.on(socket);
    }

    private EngineMonitor watch(Path socket) {
        return EngineMonitor.start(
                () -> DockerEngine.connect("test", EngineAddress.unix(socket)),
                new EngineMonitor.Listener() {
                    @Override
                    public void up(Engine engine) {
                        heard.add("up " + engine.info().version());
                    }

                    @Override
                    public void down(EngineUnavailableException why) {
                        heard.add("down " + why.kind());
                    }

                    @Override
                    public void imagesChanged() {
                        heard.add("changed");
                    }

                    @Override
                    public void happened(EngineEvent event) {
                        heard.add(event.type() + " " + event.action() + " " + event.subject());
                    }
                });
    }

    private String next() throws InterruptedException {
        String next = heard.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("something to hear").isNotNull();
        return next;
    }

    private static void event(OutputStream out, String type, String action) throws Exception {
        String line =
                "{\"Type\":\"%s\",\"Action\":\"%s\",\"Actor\":{\"ID\":\"x\",\"Attributes\":{}},\"timeNano\":1}\n"
                        .formatted(type, action);
        out.write(
                (Integer.toHexString(line.length()) + "\r\n" + line + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Test
    void anEngineThatGoesAndComesBackIsFoundAgainByItself() throws Exception {
        Path socket = folder.resolve("s");
        try (EngineMonitor monitor = watch(socket)) {
            assertThat(next()).isEqualTo("down NOT_RUNNING");
            assertThat(monitor.engine()).isEmpty();
            FakeEngine first = listen(socket);
            assertThat(next()).isEqualTo("up 28.2.2");
            assertThat(monitor.engine()).isPresent();
            listeners.take();
            first.close();
            assertThat(next()).isEqualTo("down NOT_RUNNING");
            try (FakeEngine second = listen(socket)) {
                assertThat(next()).isEqualTo("up 28.2.2");
                assertThat(second.requests()).contains("GET /version HTTP/1.1");
                listeners.take();
            }
        }
    }

    @Test
    void aBurstOfEventsAsksForOneNewList() throws Exception {
        Path socket = folder.resolve("s");
        try (FakeEngine fake = listen(socket);
                EngineMonitor monitor = watch(socket)) {
            assertThat(next()).isEqualTo("up 28.2.2");
            assertThat(monitor.engine()).isPresent();
            OutputStream out = listeners.take();
            assertThat(fake.requests().getLast()).contains("/v1.50/events?filters=");
            event(out, "container", "start");
            event(out, "image", "tag");
            event(out, "image", "untag");
            assertThat(next()).isEqualTo("container start x");
            assertThat(next()).isEqualTo("image tag x");
            assertThat(next()).isEqualTo("image untag x");
            assertThat(next()).isEqualTo("changed");
            event(out, "image", "delete");
            assertThat(next()).isEqualTo("image delete x");
            assertThat(next()).isEqualTo("changed");
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void aBrokenStreamOfEventsIsOpenedAgainAndTheListReadAnew() throws Exception {
        Path socket = folder.resolve("s");
        try (FakeEngine fake = listen(socket);
                EngineMonitor monitor = watch(socket)) {
            assertThat(next()).isEqualTo("up 28.2.2");
            OutputStream out = listeners.take();
            out.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            listeners.take();
            assertThat(next()).isEqualTo("changed");
            assertThat(monitor.engine()).isPresent();
            assertThat(fake.requests().stream().filter(r -> r.contains("/events"))).hasSize(2);
        }
    }
}
