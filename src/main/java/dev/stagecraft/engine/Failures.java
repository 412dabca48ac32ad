package dev.stagecraft.engine;

import dev.stagecraft.engine.EngineUnavailableException.Kind;
import dev.stagecraft.engine.json.WireFormatException;
import dev.stagecraft.image.DisplayText;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import javax.net.ssl.SSLException;

/// From what a transport says to what a person can act on.
final class Failures {
    private Failures() {}

    /// The engine's exception for a failure of a call.
    static EngineException of(EngineAddress address, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EngineException known) {
                return known;
            }
            if (cause instanceof WireFormatException) {
                return new EngineUnavailableException(
                        Kind.NOT_AN_ENGINE,
                        "what answers at " + address + " is no engine: " + cause.getMessage(),
                        "Check the address.",
                        failure);
            }
        }
        return unavailable(address, kind(address, failure), failure);
    }

    /// What a failure of the first call means. With TLS 1.3 an engine refuses a client's
    /// certificate only when the client already sends (RFC 8446, 4.4.2.4): its alert is lost where
    /// the hanging up arrives first.
    static EngineUnavailableException whileGreeting(
            EngineAddress address, EngineUnavailableException failure) {
        return failure.kind() == Kind.CONNECTION_LOST && address.tls().isPresent()
                ? unavailable(
                        address,
                        Kind.TLS_FAILED,
                        new IOException(
                                "it hung up before it answered, as engines do that do not accept"
                                        + " the client's certificate"))
                : failure;
    }

    private static Kind kind(EngineAddress address, Throwable failure) {
        Kind kind = Kind.CONNECTION_LOST;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof AccessDeniedException || message.contains("permission denied")) {
                return Kind.PERMISSION_DENIED;
            }
            if (cause instanceof NoSuchFileException
                    || cause instanceof FileNotFoundException
                    || message.contains("no such file")
                    || message.contains("connection refused")) {
                return address.scheme().equals("ssh") ? Kind.SSH_FAILED : Kind.NOT_RUNNING;
            }
            if (cause instanceof SSLException) {
                return Kind.TLS_FAILED;
            }
            if (cause instanceof UnknownHostException || cause instanceof NoRouteToHostException) {
                return Kind.UNREACHABLE;
            }
            if (cause instanceof SocketTimeoutException) {
                return Kind.TIMEOUT;
            }
            if (cause instanceof ConnectException) {
                kind = Kind.NOT_RUNNING;
            }
        }
        return kind;
    }

    /// The exception for a kind of failure at an address, with what to do about it.
    static EngineUnavailableException unavailable(
            EngineAddress address, Kind kind, Throwable failure) {
        String detail = DisplayText.escape(deepest(failure), 500);
        return switch (kind) {
            case PERMISSION_DENIED ->
                    new EngineUnavailableException(
                            kind,
                            "permission denied for the engine at " + address,
                            "Add yourself to the group that owns the socket, usually"
                                    + " 'sudo usermod -aG docker $USER', and log in again; or use a"
                                    + " rootless engine.",
                            failure);
            case NOT_RUNNING ->
                    new EngineUnavailableException(
                            kind, "no engine runs at " + address, startAdvice(address), failure);
            case UNREACHABLE ->
                    new EngineUnavailableException(
                            kind,
                            "the host of " + address + " is not known or not reachable: " + detail,
                            "Check the name and the network.",
                            failure);
            case TIMEOUT ->
                    new EngineUnavailableException(
                            kind,
                            "the engine at " + address + " did not answer in time",
                            "See whether the engine still runs, and try again.",
                            failure);
            case TLS_FAILED ->
                    new EngineUnavailableException(
                            kind,
                            "no secure connection to " + address + ": " + detail,
                            "Check that the certificates are this engine's (DOCKER_CERT_PATH or the"
                                    + " context's) and that it listens with TLS.",
                            failure);
            case SSH_FAILED ->
                    new EngineUnavailableException(
                            kind,
                            "ssh did not reach an engine at " + address + ": " + detail,
                            "See whether 'ssh "
                                    + (address.port() > 0 ? "-p " + address.port() + " " : "")
                                    + (address.user().isEmpty() ? "" : address.user() + "@")
                                    + address.host()
                                    + " docker version' works without asking for a password.",
                            failure);
            default ->
                    new EngineUnavailableException(
                            kind,
                            "the connection to the engine at " + address + " failed: " + detail,
                            "See whether the engine still runs, and try again.",
                            failure);
        };
    }

    private static String startAdvice(EngineAddress address) {
        if (address.scheme().equals("unix") && !Files.exists(Path.of(address.path()))) {
            return "There is no such socket. Start Docker ('sudo systemctl start docker') or Docker"
                    + " Desktop, Podman, Colima …, or choose another engine.";
        }
        return switch (address.scheme()) {
            case "unix" ->
                    "The socket is there but nobody listens: start the engine ('sudo systemctl start"
                            + " docker', or the desktop program).";
            case "npipe" -> "Start Docker Desktop or another engine.";
            default -> "Start the engine there, or check host and port.";
        };
    }

    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }
}
