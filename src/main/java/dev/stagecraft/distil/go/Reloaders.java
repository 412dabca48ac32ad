package dev.stagecraft.distil.go;

import dev.stagecraft.distil.rewrite.Situation;
import dev.stagecraft.distil.source.Paths;
import dev.stagecraft.distil.source.Transferred;

/// Tools for developing that compile a program anew when it changes, or debug it.
final class Reloaders {
    private static final String NAMES = "air|CompileDaemon|reflex|fresh|realize|modd|wgo|gow|dlv";

    private Reloaders() {}

    /// Whether the container starts one.
    static boolean isStarted(Situation s) {
        return s.start().program().matches(NAMES) && !isBuiltHere(s);
    }

    /// Whether what is started is a program of the project's own, whatever it is called: no tool of
    /// that name is installed, and a build or a copy makes a file of it, or a path names it.
    private static boolean isBuiltHere(Situation s) {
        String name = s.start().program();
        if (s.anyRun("\\bgo install\\s[^;&\\n]*/" + name + "(?:/\\S*)?@")) {
            return false;
        }
        return s.start().argv().getFirst().contains("/")
                || s.runs().stream()
                        .flatMap(r -> Situation.steps(r).stream())
                        .filter(GoEcosystem::compiles)
                        .anyMatch(step ->
                                GoEcosystem.output(step)
                                        .map(Paths::name)
                                        .filter(name::equals)
                                        .isPresent())
                || s.builtStages().stream()
                        .flatMap(stage -> s.file().transfers(stage).stream())
                        .filter(t ->
                                t.from().flatMap(s.file()::stage).isPresent() || t.from().isEmpty())
                        .anyMatch(t -> makes(t, name));
    }

    private static boolean makes(Transferred transfer, String name) {
        return transfer.folder()
                ? transfer.sources().stream().map(Paths::name).anyMatch(name::equals)
                : Paths.name(transfer.destination()).equals(name);
    }
}
