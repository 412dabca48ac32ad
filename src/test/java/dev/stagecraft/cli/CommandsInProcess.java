package dev.stagecraft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Runs commands in this process, with what they print at hand.
abstract class CommandsInProcess {
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /// Whether results go to a terminal.
    boolean screen;

    /// Runs a command; what the one before printed is forgotten.
    int run(Object... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        bytes.reset();
        return Cli.run(
                new Terminal(
                        new PrintWriter(out),
                        new PrintWriter(err, true),
                        false,
                        true,
                        100,
                        bytes,
                        screen,
                        false),
                Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    /// The paths that `files` lists of a source.
    List<String> listed(Path image, Object... arguments) throws IOException {
        List<Object> all = new ArrayList<>(List.of("files", image, "--json"));
        all.addAll(List.of(arguments));
        assertThat(run(all.toArray())).as(err.toString()).isEqualTo(Cli.DONE);
        List<String> paths = new ArrayList<>();
        for (JsonNode file : new ObjectMapper().readTree(out.toString()).get("files")) {
            paths.add(file.get("path").asText());
        }
        return paths;
    }
}
