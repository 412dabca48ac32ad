package dev.stagecraft.engine.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A socket in a folder that only this user may enter, each connection to which is carried on to a
/// far end of its own. It lets the HTTP transport, which knows sockets only, reach engines behind a
/// program or behind TLS that it would refuse.
///
/// A socket in the file system and not a local TCP port, because any user of the machine could
/// connect to a port.
public final class Tunnel implements AutoCloseable {
    /// Opens far ends.
    @FunctionalInterface
    public interface Dialer {
        /// A new connection to the far end.
        FarEnd dial() throws IOException;
    }

    /// The far end of one connection.
    public interface FarEnd extends AutoCloseable {
        /// What the far end sends.
        InputStream in();

        /// What the far end is sent.
        OutputStream out();

        /// No more will be sent; what the far end still sends is read.
        void finishSending() throws IOException;

        /// Why the far end hung up; absent when it did so in order or has not, or when it was hung
        /// up on. Waits a moment for its last words.
        Optional<String> complaint();

        /// Hangs up at once.
        @Override
        void close();
    }

    private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);
    private static final int BUFFER = 64 << 10;

    private final Path folder;
    private final Path socket;
    private final ServerSocketChannel server;
    private final Dialer dialer;
    private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable String> complaint = new AtomicReference<>();

    private Tunnel(Path folder, Path socket, ServerSocketChannel server, Dialer dialer) {
        this.folder = folder;
        this.socket = socket;
        this.server = server;
        this.dialer = dialer;
    }

    /// Starts to listen.
    public static Tunnel open(Dialer dialer) throws IOException {
        Path folder = Files.createTempDirectory("sc-", ownerOnly());
        Path socket = folder.resolve("e");
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            server.close();
            Files.deleteIfExists(folder);
            throw e;
        }
        Tunnel tunnel = new Tunnel(folder, socket, server, dialer);
        Thread.ofVirtual().name("engine-tunnel").start(tunnel::accept);
        return tunnel;
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /// The socket to connect to.
    public Path socket() {
        return socket;
    }

    /// What the far end said last when it hung up out of order, such as `Permission denied
    /// (publickey)`.
    public Optional<String> complaint() {
        return Optional.ofNullable(complaint.get());
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel near = server.accept();
                open.add(near);
                Thread.ofVirtual().name("engine-tunnel").start(() -> carry(near));
            } catch (IOException e) {
                if (server.isOpen()) {
                    LOG.debug("accepting a connection", e);
                }
                return;
            }
        }
    }

    private void carry(SocketChannel near) {
        FarEnd far;
        try {
            far = dialer.dial();
        } catch (IOException e) {
            LOG.debug("dialing", e);
            complaint.set(String.valueOf(e.getMessage()));
            forget(near);
            return;
        }
        open.add(far);
        Thread sender = Thread.ofVirtual().name("engine-tunnel").start(() -> send(near, far));
        try {
            copy(far.in(), Channels.newOutputStream(near));
        } catch (IOException e) {
            LOG.debug("the connection ended", e);
        } finally {
            // Known before the near side sees the end, as it asks then.
            far.complaint().ifPresent(complaint::set);
            forget(near);
            forget(far);
            sender.interrupt();
        }
    }

    private void send(SocketChannel near, FarEnd far) {
        try {
            copy(Channels.newInputStream(near), far.out());
            far.finishSending();
        } catch (IOException e) {
            LOG.debug("the connection ended while sending", e);
            // Hanging up would cut off what a far end that reads no more still says.
            far.complaint().ifPresent(complaint::set);
            far.close();
            return;
        }
        // The near side closes both ways at once; nobody is left to read what still comes.
        if (!near.isOpen()) {
            far.close();
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            to.write(buffer, 0, count);
            to.flush();
        }
    }

    private void forget(AutoCloseable connection) {
        open.remove(connection);
        try {
            connection.close();
        } catch (Exception e) {
            LOG.debug("closing a connection", e);
        }
    }

    /// Stops listening and hangs up all connections.
    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.debug("closing the tunnel", e);
        }
        open.forEach(this::forget);
    }
}
