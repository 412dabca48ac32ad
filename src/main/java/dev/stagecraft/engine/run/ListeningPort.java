package dev.stagecraft.engine.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A TCP port that some program of a container listens on.
///
/// @param number the port
/// @param loopbackOnly whether only programs in the container can reach it
public record ListeningPort(int number, boolean loopbackOnly) {
    private static final String LISTEN = "0A";
    private static final Pattern LINE =
            Pattern.compile(
                    "\\s*\\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) \\S+ ([0-9A-F]{2}) .*");

    /// The engine's own name server, which it lets listen in each container.
    private static final String NAME_SERVER = "0B00007F";

    /// What the network of a process's container listens on (proc(5), `/proc/net/tcp`).
    ///
    /// @param pid a process of the container, as the engine counts
    /// @param container the id of the container, which names its control group too (cgroups(7),
    ///   `/proc/pid/cgroup`): an engine in a virtual machine counts the processes of that one
    /// @return absent when the process is gone or another's, or this is no Linux
    static Optional<List<ListeningPort>> ofProcess(long pid, String container) {
        try {
            Path groups = Path.of("/proc", Long.toString(pid), "cgroup");
            if (!Files.readString(groups, StandardCharsets.ISO_8859_1).contains(container)) {
                return Optional.empty();
            }
            String text =
                    Files.readString(
                            Path.of("/proc", Long.toString(pid), "net/tcp"),
                            StandardCharsets.US_ASCII);
            Path six = Path.of("/proc", Long.toString(pid), "net/tcp6");
            if (Files.exists(six)) {
                text += "\n" + Files.readString(six, StandardCharsets.US_ASCII);
            }
            return Optional.of(parse(text));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Reads the kernel's table.
    static List<ListeningPort> parse(String table) {
        Map<Integer, Boolean> found = new HashMap<>();
        for (String line : table.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()
                    && matcher.group(3).equals(LISTEN)
                    && !matcher.group(1).equals(NAME_SERVER)) {
                found.merge(
                        Integer.parseInt(matcher.group(2), 16),
                        isLoopback(matcher.group(1)),
                        (a, b) -> a && b);
            }
        }
        List<ListeningPort> ports = new ArrayList<>();
        found.forEach((number, loopback) -> ports.add(new ListeningPort(number, loopback)));
        ports.sort(Comparator.comparingInt(ListeningPort::number));
        return ports;
    }

    /// Addresses are in the machine's own byte order, which is little-endian wherever engines run.
    private static boolean isLoopback(String address) {
        boolean four = address.length() == 8 || address.startsWith("0000000000000000FFFF0000");
        return (four && address.endsWith("7F"))
                || address.equals("00000000000000000000000001000000");
    }
}
