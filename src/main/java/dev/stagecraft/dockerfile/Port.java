package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/// What a word of EXPOSE says: `[ip:][host:]container[/protocol]`, where ports may be ranges.
///
/// @param host whether an address or a port of the host is in it, which EXPOSE has no use for
/// @param first the first port
/// @param last the last port
/// @param protocol as written; `tcp` where none is
record Port(boolean host, int first, int last, String protocol) {
    private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "sctp");
    private static final int MAX = 65_535;

    /// Reads a word with its variables replaced.
    ///
    /// @throws IllegalArgumentException when it is none; the message says why
    static Port parse(String text) {
        int slash = text.indexOf('/', Math.max(0, text.lastIndexOf(':')));
        String protocol = slash < 0 ? "" : text.substring(slash + 1);
        String ports = slash < 0 ? text : text.substring(0, slash);
        int colon = ports.lastIndexOf(':');
        String container = ports.substring(colon + 1);
        if (container.isEmpty()) {
            throw new IllegalArgumentException("invalid port: \"" + text + "\": no port specified");
        }
        if (!protocol.isEmpty() && !PROTOCOLS.contains(protocol.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "invalid port: \"" + text + "\": invalid proto: " + protocol);
        }
        int dash = container.indexOf('-');
        OptionalInt first = number(dash < 0 ? container : container.substring(0, dash));
        OptionalInt last = dash < 0 ? first : number(container.substring(dash + 1));
        if (first.isEmpty() || last.isEmpty() || last.getAsInt() < first.getAsInt()) {
            throw new IllegalArgumentException("invalid containerPort: " + container);
        }
        return new Port(
                colon > 0,
                first.getAsInt(),
                last.getAsInt(),
                protocol.isEmpty() ? "tcp" : protocol);
    }

    private static OptionalInt number(String text) {
        if (!text.matches("\\+?\\d{1,9}")) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(text);
        return number <= MAX ? OptionalInt.of(number) : OptionalInt.empty();
    }

    /// Each port, such as `8080/tcp`.
    List<String> exposed() {
        List<String> all = new ArrayList<>();
        for (int port = first; port <= last; port++) {
            all.add(port + "/" + protocol.toLowerCase(Locale.ROOT));
        }
        return all;
    }
}
