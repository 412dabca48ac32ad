package dev.stagecraft.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Stands between the program and a real engine, counts exports and the bytes that came of them,
/// and refuses exports when told to.
final class EngineGate implements AutoCloseable {
    private final ServerSocket server;
    private final Path socket;
    final AtomicInteger exports = new AtomicInteger();
    final AtomicLong bytes = new AtomicLong();
    volatile boolean refuses;

    /// @param socket where the engine listens
    EngineGate(Path socket) throws IOException {
        this.socket = socket;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /// What `--engine` is to say.
    String address() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                Thread.ofVirtual().start(() -> requests(client, engine));
                Thread.ofVirtual().start(() -> answers(client, engine));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void requests(Socket client, SocketChannel engine) {
        byte[] buffer = new byte[1 << 16];
        try (client;
                engine;
                OutputStream out = Channels.newOutputStream(engine)) {
            InputStream in = client.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                if (text.matches("(?s)GET \\S*/images/\\S*get[?\\s].*")) {
                    exports.incrementAndGet();
                    if (refuses) {
                        return;
                    }
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One of the two hung up, and so does the gate.
        }
    }

    private void answers(Socket client, SocketChannel engine) {
        byte[] buffer = new byte[1 << 14];
        try (client;
                engine;
                InputStream in = Channels.newInputStream(engine)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                client.getOutputStream().write(buffer, 0, read);
                bytes.addAndGet(read);
            }
        } catch (IOException e) {
            // One of the two hung up, and so does the gate.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
