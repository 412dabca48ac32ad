package dev.stagecraft.distil.start;

import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What `run-java.sh` of Red Hat's Java images makes of the environment.
final class RunJava {
    private static final String FOLDER = "/deployments";

    private RunJava() {}

    /// The command that it runs.
    static List<String> command(StartReader start, List<String> arguments) {
        Map<String, String> values = start.values();
        String options =
                Stream.of("JAVA_OPTS", "JAVA_OPTS_APPEND")
                        .map(n -> values.getOrDefault(n, "").strip())
                        .filter(v -> !v.isEmpty())
                        .collect(Collectors.joining(" "));
        if (!options.isEmpty()) {
            start.addEnv("JAVA_TOOL_OPTIONS", options);
        }
        start.changeFolder(FOLDER);
        start.addReason(
                Reason.of(Lesson.START_SCRIPT, "What run-java.sh of the base did is written out.")
                        .noticed(
                                "Give Java's options in JAVA_TOOL_OPTIONS instead of JAVA_OPTS and JAVA_OPTS_APPEND; the heap's share of the container's memory is Java's own."));
        List<String> argv = new ArrayList<>(List.of("java"));
        String main = values.getOrDefault("JAVA_MAIN_CLASS", "");
        if (main.isEmpty()) {
            argv.add("-jar");
            argv.add(values.getOrDefault("JAVA_APP_JAR", FOLDER + "/*.jar"));
        } else {
            argv.addAll(List.of("-cp", FOLDER + "/*", main));
        }
        argv.addAll(arguments);
        return argv;
    }
}
