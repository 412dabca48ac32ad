package dev.stagecraft.engine;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.stagecraft.engine.EngineUnavailableException.Kind;
import dev.stagecraft.engine.transport.ProgramDialer;
import dev.stagecraft.engine.transport.Tls;
import dev.stagecraft.engine.transport.Tunnel;
import dev.stagecraft.image.DisplayText;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Opens the way to an address.
final class EngineConnector {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 64;

    private EngineConnector() {}

    /// Requests to the engine at the address. Nothing is sent yet.
    ///
    /// @throws EngineUnavailableException when TLS material is missing or unreadable, or no tunnel
    ///   can be opened
    static EngineCalls open(EngineAddress address) throws EngineException {
        try {
            return switch (address.scheme()) {
                case "ssh" ->
                        tunnelled(
                                address,
                                ProgramDialer.ssh(
                                        "ssh",
                                        address.user(),
                                        address.host(),
                                        address.port(),
                                        address.path()));
                case "unix" -> calls(address, uri("unix", "", -1, address.path()), null);
                case "npipe" -> calls(address, URI.create(address.url()), null);
                default -> network(address);
            };
        } catch (IOException e) {
            throw Failures.of(address, e);
        }
    }

    private static EngineCalls network(EngineAddress address) throws IOException {
        if (!address.isSecured()) {
            return calls(
                    address,
                    uri("tcp", address.host(), address.portOrDefault(), address.path()),
                    null);
        }
        EngineAddress.Tls tls =
                address.tls()
                        .orElse(
                                new EngineAddress.Tls(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        true));
        SSLContext context = context(address, tls);
        if (!tls.verify()) {
            return tunnelled(
                    address, Tls.unverified(context, address.host(), address.portOrDefault()));
        }
        return calls(
                address,
                uri("tcp", address.host(), address.portOrDefault(), address.path()),
                context);
    }

    private static SSLContext context(EngineAddress address, EngineAddress.Tls tls)
            throws EngineUnavailableException {
        for (Path file :
                Stream.of(tls.ca(), tls.cert(), tls.key()).flatMap(Optional::stream).toList()) {
            if (!Files.isReadable(file)) {
                throw missing(address, file, Files.exists(file) ? "cannot be read" : "is missing");
            }
        }
        if (tls.cert().isPresent() != tls.key().isPresent()) {
            throw missing(
                    address,
                    tls.cert().or(tls::key).orElseThrow(),
                    "has no counterpart: certificate and key go together");
        }
        try {
            return Tls.context(tls.ca(), tls.cert(), tls.key(), tls.verify());
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new EngineUnavailableException(
                    Kind.TLS_MATERIAL_MISSING,
                    "the certificates for "
                            + address
                            + " cannot be used: "
                            + DisplayText.escape(String.valueOf(e.getMessage()), 300),
                    "ca.pem, cert.pem and key.pem must be PEM files; see DOCKER_CERT_PATH or the"
                            + " context's TLS folder.",
                    e);
        }
    }

    private static EngineUnavailableException missing(
            EngineAddress address, Path file, String what) {
        return new EngineUnavailableException(
                Kind.TLS_MATERIAL_MISSING,
                "the connection to " + address + " needs " + file + ", which " + what,
                "Put ca.pem, cert.pem and key.pem there, or set DOCKER_CERT_PATH to the folder that"
                        + " has them.");
    }

    /// Requests through a tunnel.
    static EngineCalls tunnelled(EngineAddress address, Tunnel.Dialer dialer) throws IOException {
        Tunnel tunnel = Tunnel.open(dialer);
        return new EngineCalls(
                address,
                client(uri("unix", "", -1, tunnel.socket().toString()), null),
                tunnel,
                tunnel::complaint);
    }

    private static EngineCalls calls(EngineAddress address, URI uri, @Nullable SSLContext tls) {
        return new EngineCalls(address, client(uri, tls), () -> {}, Optional::empty);
    }

    private static DockerHttpClient client(URI uri, @Nullable SSLContext tls) {
        ZerodepDockerHttpClient.Builder builder =
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(uri)
                        .maxConnections(CONNECTIONS)
                        .connectionTimeout(CONNECT_LIMIT);
        if (tls != null) {
            builder.sslConfig(() -> tls);
        }
        return builder.build();
    }

    private static URI uri(String scheme, String host, int port, String path) {
        try {
            return new URI(scheme, null, host.isEmpty() ? null : host, port, path, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
