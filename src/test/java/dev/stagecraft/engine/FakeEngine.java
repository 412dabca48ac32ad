package dev.stagecraft.engine;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An HTTP server that answers as told, on a socket in the file system or on a server socket.
final class FakeEngine implements AutoCloseable {
    /// Answers one request on a connection.
    interface Answer {
        void to(String request, OutputStream out) throws IOException;
    }

    static final String VERSION =
            """
            {"Platform":{"Name":"Docker Engine - Community"},"Version":"28.2.2","ApiVersion":"1.50",
             "MinAPIVersion":"1.24","Os":"linux","Arch":"arm64","Components":[{"Name":"Engine"}]}\
            """;

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d{1,12})");

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();

    private volatile Answer otherwise =
            (request, out) ->
                    out.write(
                            "HTTP/1.1 404 Not Found\r\nContent-Length: 31\r\n\r\n{\"message\":\"page not found...\"}"
                                    .getBytes(StandardCharsets.UTF_8));

    FakeEngine() {
        json("/version", VERSION);
        json("/v1.50/info", "{\"Driver\":\"overlayfs\",\"NCPU\":4,\"MemTotal\":8000000000}");
        json("/v1.50/_ping", "OK");
    }

    /// Answers requests for a path (without its query) with a document.
    FakeEngine json(String path, String document) {
        return status(path, 200, document);
    }

    FakeEngine status(String path, int status, String body) {
        return raw(
                path,
                (request, out) -> {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    out.write(
                            ("HTTP/1.1 "
                                            + status
                                            + " X\r\nContent-Type: application/json\r\nContent-Length: "
                                            + bytes.length
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
                    out.write(bytes);
                });
    }

    FakeEngine raw(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    /// Answers requests for paths that nothing was said of, in place of a 404.
    FakeEngine otherwise(Answer answer) {
        otherwise = answer;
        return this;
    }

    /// The first lines of all requests so far.
    List<String> requests() {
        return requests;
    }

    /// Listens on a socket in the file system.
    FakeEngine on(Path socket) {
        try {
            Files.deleteIfExists(socket);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            open.add(server);
            Thread.ofVirtual()
                    .start(() -> {
                        while (true) {
                            try {
                                SocketChannel channel = server.accept();
                                open.add(channel);
                                serve(
                                        Channels.newInputStream(channel),
                                        Channels.newOutputStream(channel),
                                        channel);
                            } catch (IOException e) {
                                return;
                            }
                        }
                    });
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Listens on a server socket, perhaps a secured one.
    FakeEngine on(ServerSocket server) {
        open.add(server);
        Thread.ofVirtual()
                .start(() -> {
                    while (!server.isClosed()) {
                        try {
                            Socket socket = server.accept();
                            open.add(socket);
                            serve(socket.getInputStream(), socket.getOutputStream(), socket);
                        } catch (IOException e) {
                            // A failed handshake is the client's affair.
                            requests.add("failed: " + e.getMessage());
                        }
                    }
                });
        return this;
    }

    private void serve(InputStream in, OutputStream out, AutoCloseable connection) {
        Thread.ofVirtual()
                .start(() -> {
                    try (connection) {
                        for (String head = head(in); !head.isEmpty(); head = head(in)) {
                            answer(head, out);
                            out.flush();
                            skipBody(head, in);
                        }
                    } catch (Exception e) {
                        // The client hung up, or the test did.
                        open.remove(connection);
                    }
                });
    }

    /// What comes after a request's head, so that the next one is found.
    private static void skipBody(String head, InputStream in) throws IOException {
        Matcher length = LENGTH.matcher(head);
        if (length.find()) {
            in.skipNBytes(Long.parseLong(length.group(1)));
        } else if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
            String chunk;
            do {
                chunk = line(in);
                in.skipNBytes(Long.parseLong(chunk, 16) + 2);
            } while (!chunk.equals("0"));
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private void answer(String head, OutputStream out) throws IOException {
        String request = head.lines().findFirst().orElseThrow();
        requests.add(request);
        String path = request.split(" ")[1].replaceFirst("\\?.*", "");
        Answer answer = answers.getOrDefault(path, otherwise);
        answer.to(head, out);
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return "";
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    /// Hangs up everything at once, as an engine does that is killed.
    @Override
    public void close() {
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        open.clear();
    }
}
