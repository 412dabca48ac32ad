package dev.stagecraft.prove;

import dev.stagecraft.image.DisplayText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// How a container is asked what it does.
public sealed interface Probe {
    /// Asks for a page.
    ///
    /// @param port the container's port; empty means that it is found from what the image exposes
    ///   and what listens
    /// @param path the path with its query, starting with `/`
    record Http(OptionalInt port, String path) implements Probe {
        @Override
        public String toString() {
            return "http" + (port.isPresent() ? ":" + port.getAsInt() : ":") + path;
        }
    }

    /// Lets the container run to its end and reads exit status and output.
    record Exit() implements Probe {
        @Override
        public String toString() {
            return "exit";
        }
    }

    /// Starts the image with this command instead of its own, and lets it run to its end.
    ///
    /// @param command the arguments, in place of the image's `CMD`
    record Command(List<String> command) implements Probe {
        public Command {
            command = List.copyOf(command);
        }

        @Override
        public String toString() {
            return "cmd:" + String.join(" ", command);
        }
    }

    /// Reads `http[:PORT][/PATH]`, `exit` or `cmd:WORDS`.
    ///
    /// @param text the probe as a person writes it
    /// @param words splits the words of a command as a shell would; empty when they cannot be split
    ///   without a shell
    /// @throws IllegalArgumentException when the text is none of these; the message says what is
    static Probe parse(String text, Function<String, Optional<List<String>>> words) {
        if (text.equals("exit")) {
            return new Exit();
        }
        if (text.startsWith("cmd:")) {
            List<String> command =
                    words.apply(text.substring(4))
                            .filter(list -> !list.isEmpty())
                            .orElseThrow(() ->
                                    wrong(
                                            text,
                                            "a command is words without pipes, variables"
                                                    + " or redirections"));
            return new Command(command);
        }
        if (text.equals("http") || text.startsWith("http:") || text.startsWith("http/")) {
            return http(text);
        }
        throw wrong(text, "write http:PORT/PATH, exit or cmd:COMMAND");
    }

    private static Probe http(String text) {
        String rest = text.substring(4);
        if (rest.startsWith("://")) {
            throw wrong(text, "write http:PORT/PATH, without a host");
        }
        if (rest.startsWith(":")) {
            rest = rest.substring(1);
        }
        int slash = rest.indexOf('/');
        String digits = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "/" : rest.substring(slash);
        if (path.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw wrong(text, "the path has a character that must be escaped as %XX");
        }
        if (digits.isEmpty()) {
            return new Http(OptionalInt.empty(), path);
        }
        if (!digits.matches("[0-9]{1,5}")
                || Integer.parseInt(digits) == 0
                || Integer.parseInt(digits) > 65535) {
            throw wrong(text, "the port is a number from 1 to 65535");
        }
        return new Http(OptionalInt.of(Integer.parseInt(digits)), path);
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException(
                "not a probe: " + DisplayText.escape(text, 200) + " (" + why + ")");
    }
}
