package dev.stagecraft.distil.jvm;

import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.distil.project.JavaProject;
import dev.stagecraft.distil.rewrite.Situation;
import dev.stagecraft.distil.start.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A start command that builds the program first: `mvn spring-boot:run` and `gradle bootRun`.
final class BuiltAtStart {
    private static final String PROFILES = "-Dspring-boot.run.profiles=";

    private BuiltAtStart() {}

    /// The start of the jar, which is built once; absent where the command does more than build and
    /// start.
    static Optional<Start> once(Situation s, JavaProject project) {
        List<String> argv = s.start().argv();
        boolean gradle = s.start().program().startsWith("gradle");
        String goal = gradle ? "bootRun" : "spring-boot:run";
        if (project.springBoot().isEmpty()
                || project.packaging().equals("war")
                || !argv.contains(goal)) {
            return Optional.empty();
        }
        List<String> build = new ArrayList<>(List.of(argv.getFirst()));
        List<String> start =
                new ArrayList<>(
                        List.of("java", "-jar", gradle ? "build/libs/*.jar" : "target/*.jar"));
        for (String word : argv.subList(1, argv.size())) {
            if (word.startsWith(PROFILES)) {
                start.add("--spring.profiles.active=" + word.substring(PROFILES.length()));
            } else if (word.matches("-P[\\w,.-]+|-[BqeoU]|--no-daemon|--batch-mode|--quiet")) {
                build.add(word);
            } else if (!word.equals(goal) && !word.matches("-DskipTests(?:=true)?")) {
                return Optional.empty();
            }
        }
        build.addAll(gradle ? List.of("bootJar") : List.of("package", "-DskipTests"));
        return Optional.of(
                s.start()
                        .with(start)
                        .building(
                                String.join(" ", build),
                                Reason.of(
                                        Lesson.BUILDER_STAGE,
                                        "`"
                                                + String.join(" ", argv)
                                                + "` built the program at every start; the jar is built once.")));
    }
}
