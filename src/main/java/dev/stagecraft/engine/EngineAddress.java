package dev.stagecraft.engine;

import dev.stagecraft.engine.EngineUnavailableException.Kind;
import dev.stagecraft.image.DisplayText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where an engine listens, as `docker -H` would take it, with what TLS needs.
///
/// @param scheme `unix`, `npipe`, `tcp`, `http`, `https` or `ssh`
/// @param host the host's name for `tcp`, `http`, `https` and `ssh`; empty for the others
/// @param port the port; -1 when none is given
/// @param user the user for `ssh`; empty when none is given
/// @param path the socket's or pipe's path; for `tcp` a prefix of all requests; may be empty
/// @param tls how to secure the connection; absent for plain ones
public record EngineAddress(
        String scheme, String host, int port, String user, String path, Optional<Tls> tls) {
    /// What secures a connection.
    ///
    /// @param ca certificates of the authorities to trust; absent means the system's
    /// @param cert the client's certificate; absent for none
    /// @param key the client's key; absent for none
    /// @param verify whether the server's certificate and name are checked
    public record Tls(Optional<Path> ca, Optional<Path> cert, Optional<Path> key, boolean verify) {}

    private static final int PLAIN_PORT = 2375;
    private static final int TLS_PORT = 2376;

    // No leading dash: these become arguments of ssh.
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,252})|\\[[0-9A-Fa-f:.]+(?:%\\w+)?]");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._@+-]{0,100}");

    /// Reads an address such as `unix:///var/run/docker.sock`, `tcp://host:2375`,
    /// `npipe:////./pipe/docker_engine` or `ssh://user@host`.
    ///
    /// @throws EngineUnavailableException of kind `BAD_ADDRESS` when the text is none
    public static EngineAddress parse(String text) throws EngineUnavailableException {
        String url = text.strip();
        int colon = url.indexOf("://");
        if (colon < 0) {
            throw bad(url, "it does not start with unix://, npipe://, tcp:// or ssh://");
        }
        String scheme = url.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = url.substring(colon + 3);
        return switch (scheme) {
            case "unix", "npipe" -> {
                String path = scheme.equals("npipe") ? rest.replace('\\', '/') : rest;
                if (!path.startsWith("/")) {
                    throw bad(url, "the path must start with /");
                }
                yield new EngineAddress(scheme, "", -1, "", path, Optional.empty());
            }
            case "tcp", "http", "https", "ssh" -> remote(url, scheme);
            default -> throw bad(url, "the kind '" + scheme + "' is not supported");
        };
    }

    /// A socket in the file system.
    public static EngineAddress unix(Path socket) {
        return new EngineAddress("unix", "", -1, "", socket.toString(), Optional.empty());
    }

    private static EngineAddress remote(String url, String scheme)
            throws EngineUnavailableException {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw bad(url, e.getReason());
        }
        if (uri.getHost() == null && uri.getRawAuthority() != null && scheme.equals("ssh")) {
            // Host names of ~/.ssh/config may have underscores, which URI does not take for a host.
            return sshAlias(url, uri.getRawAuthority(), pathOf(uri));
        }
        if (uri.getHost() == null || !HOST.matcher(uri.getHost()).matches()) {
            throw bad(url, "the host's name is missing or malformed");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw bad(url, "it has a query or fragment");
        }
        String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        checkUser(url, scheme, user);
        checkPort(url, uri.getPort());
        return new EngineAddress(
                scheme, uri.getHost(), uri.getPort(), user, pathOf(uri), Optional.empty());
    }

    private static EngineAddress sshAlias(String url, String authority, String path)
            throws EngineUnavailableException {
        int at = authority.lastIndexOf('@');
        String user = at < 0 ? "" : authority.substring(0, at);
        String host = authority.substring(at + 1);
        int port = -1;
        int colon = host.lastIndexOf(':');
        if (colon >= 0) {
            try {
                port = Integer.parseInt(host.substring(colon + 1));
            } catch (NumberFormatException e) {
                throw bad(url, "the port is no number");
            }
            host = host.substring(0, colon);
        }
        if (!HOST.matcher(host).matches()) {
            throw bad(url, "the host's name is malformed");
        }
        checkUser(url, "ssh", user);
        checkPort(url, port);
        return new EngineAddress("ssh", host, port, user, path, Optional.empty());
    }

    private static void checkUser(String url, String scheme, String user)
            throws EngineUnavailableException {
        if (user.isEmpty()) {
            return;
        }
        if (!scheme.equals("ssh")) {
            throw bad(url, "only ssh:// takes a user");
        }
        if (user.indexOf(':') >= 0) {
            throw bad(url, "ssh:// takes no password; use a key or an agent");
        }
        if (!USER.matcher(user).matches()) {
            throw bad(url, "the user's name is malformed");
        }
    }

    private static void checkPort(String url, int port) throws EngineUnavailableException {
        if (port == 0 || port > 65_535 || port < -1) {
            throw bad(url, "the port is out of range");
        }
    }

    private static String pathOf(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        return path.equals("/") ? "" : path;
    }

    private static EngineUnavailableException bad(String url, String why) {
        return new EngineUnavailableException(
                Kind.BAD_ADDRESS,
                "not an engine's address: " + DisplayText.escape(url, 300) + " (" + why + ")",
                "Write it as unix:///path/to/docker.sock, tcp://host:2375 or ssh://user@host.");
    }

    /// The same address, secured.
    public EngineAddress withTls(Tls secured) {
        return new EngineAddress(scheme, host, port, user, path, Optional.of(secured));
    }

    /// Whether the engine's sockets and files are this machine's.
    public boolean isLocal() {
        return scheme.equals("unix") || scheme.equals("npipe");
    }

    /// Whether requests go through TLS.
    public boolean isSecured() {
        return tls.isPresent() || scheme.equals("https");
    }

    /// The port, or the one that is usual for the kind of address.
    public int portOrDefault() {
        if (port > 0) {
            return port;
        }
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            case "ssh" -> 22;
            default -> tls.isPresent() ? TLS_PORT : PLAIN_PORT;
        };
    }

    /// As `docker -H` takes it.
    public String url() {
        if (isLocal()) {
            return scheme + "://" + path;
        }
        return scheme
                + "://"
                + (user.isEmpty() ? "" : user + "@")
                + host
                + (port > 0 ? ":" + port : "")
                + path;
    }

    /// As [#url].
    @Override
    public String toString() {
        return url();
    }
}
