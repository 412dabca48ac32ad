package dev.stagecraft.distil.jvm;

import dev.stagecraft.distil.rewrite.Situation;
import dev.stagecraft.distil.shell.ShellScript;
import dev.stagecraft.distil.source.Paths;
import dev.stagecraft.dockerfile.Instruction;
import java.util.List;

/// Where the jar lies in the builder.
final class JarPath {
    private JarPath() {}

    /// Follows `mv` and `cp` of RUNs back to nothing: the path that the start command names is the
    /// one in the builder. A pattern stays a pattern.
    static String absolute(Situation s, String jar) {
        String folder = s.start().workdir().orElse(s.settings().workdir().value());
        return Paths.resolve(folder, jar);
    }

    /// Whether a RUN of the target builds jars, or the start did.
    static boolean built(Situation s) {
        return !s.start().buildSteps().isEmpty() || s.runs().stream().anyMatch(JarPath::builds);
    }

    /// Whether the RUN runs Maven or Gradle so far that a jar is made.
    static boolean builds(Instruction.Run run) {
        for (ShellScript.Step step : Situation.steps(run)) {
            String name = Paths.name(step.name());
            List<String> words = step.texts();
            boolean maven =
                    name.matches("mvnw?|mvnd")
                            && words.stream()
                                    .anyMatch(w -> w.matches("package|install|verify|deploy"));
            boolean gradle =
                    name.matches("gradlew?")
                            && words.stream()
                                    .anyMatch(w ->
                                            w.matches(
                                                    "(?:.*:)?(?:build|bootJar|assemble|jar|shadowJar|installDist|installBootDist)"));
            if (maven || gradle) {
                return true;
            }
        }
        return false;
    }
}
