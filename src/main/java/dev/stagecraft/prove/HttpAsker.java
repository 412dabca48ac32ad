package dev.stagecraft.prove;

import dev.stagecraft.image.DisplayText;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Asks a server in a container for a page.
final class HttpAsker implements AutoCloseable {
    private static final int MAX_BODY = 256 << 10;
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();

    /// What the server answers; absent while nobody listens or it hangs up.
    ///
    /// @throws InterruptedException when the calling thread is interrupted
    Optional<Observation.Answer> ask(InetSocketAddress at, String path)
            throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://"
                                                + at.getAddress().getHostAddress()
                                                + ":"
                                                + at.getPort()
                                                + path))
                        .timeout(ANSWER)
                        .header("User-Agent", "Stagecraft")
                        .header("Accept", "*/*")
                        .build();
        try {
            HttpResponse<InputStream> response =
                    client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(MAX_BODY);
                Map<String, String> headers =
                        response.headers().map().entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                e -> e.getKey().toLowerCase(Locale.ROOT),
                                                e -> String.join(", ", e.getValue()),
                                                (a, b) -> a));
                return Optional.of(
                        new Observation.Answer(
                                response.statusCode(), headers, text(bytes), Optional.empty()));
            }
        } catch (IOException e) {
            // Not listening yet, or hung up: asked again as long as there is time.
            return Optional.empty();
        }
    }

    private static String text(byte[] bytes) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.indexOf('\0') < 0) {
                return DisplayText.escapeLines(text);
            }
        } catch (CharacterCodingException e) {
            // No text: told by its digest instead.
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return bytes.length + " bytes, sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
