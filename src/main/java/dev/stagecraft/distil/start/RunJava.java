package dev.stagecraft.distil.start;

import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.distil.source.Paths;
import dev.stagecraft.distil.source.Transferred;
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
    ///
    /// @param transfers what the file copies into the image
    static List<String> command(
            StartDraft start, List<Transferred> transfers, List<String> arguments) {
        Map<String, String> values = start.values();
        String folder = values.getOrDefault("JAVA_APP_DIR", FOLDER);
        start.addJavaOptions(
                Stream.of("JAVA_OPTS", "JAVA_OPTS_APPEND")
                        .map(n -> values.getOrDefault(n, "").strip())
                        .filter(v -> !v.isEmpty())
                        .collect(Collectors.joining(" ")));
        start.changeFolder(folder);
        start.addReason(
                Reason.of(Lesson.START_SCRIPT, "What run-java.sh of the base did is written out.")
                        .noticed(
                                "Give Java's options in JAVA_TOOL_OPTIONS instead of JAVA_OPTS and JAVA_OPTS_APPEND, and the program's arguments in CMD instead of JAVA_ARGS; the heap's share of the container's memory is Java's own."));
        List<String> argv = new ArrayList<>(List.of("java"));
        String main = values.getOrDefault("JAVA_MAIN_CLASS", "");
        if (main.isEmpty()) {
            argv.add("-jar");
            String named = values.getOrDefault("JAVA_APP_JAR", "");
            argv.add(named.isEmpty() ? onlyJar(start, transfers, folder) : named);
        } else {
            argv.addAll(List.of("-cp", folder + "/*", main));
        }
        argv.addAll(arguments(start, values.getOrDefault("JAVA_ARGS", "").strip(), arguments));
        return argv;
    }

    /// The one jar that the file puts into the folder by its name; a pattern where a RUN makes it.
    private static String onlyJar(StartDraft start, List<Transferred> transfers, String folder) {
        List<String> jars =
                transfers.stream()
                        .flatMap(t -> jars(t, folder))
                        .filter(p -> Paths.parent(p).equals(folder))
                        .distinct()
                        .toList();
        if (jars.size() > 1) {
            throw start.refuse(
                    "Several jars lie in "
                            + folder
                            + ", and run-java.sh chooses one when the container starts.",
                    "Name it: ENV JAVA_APP_JAR=" + jars.getFirst());
        }
        return jars.isEmpty() ? folder + "/*.jar" : jars.getFirst();
    }

    private static Stream<String> jars(Transferred t, String folder) {
        Stream<String> places =
                t.folder() || t.destination().equals(folder)
                        ? t.sources().stream()
                                .map(s -> Paths.resolve(t.destination(), Paths.name(s)))
                        : Stream.of(t.destination());
        return places.filter(p -> p.matches("[^*?\\[]+\\.jar"));
    }

    private static List<String> arguments(StartDraft start, String set, List<String> given) {
        if (set.isEmpty()) {
            return given;
        }
        if (!given.isEmpty()) {
            throw start.refuse(
                    "The program gets arguments from both the start command and JAVA_ARGS.",
                    "Write all of them into CMD, and leave JAVA_ARGS out.");
        }
        return List.of(set.split("\\s+"));
    }
}
