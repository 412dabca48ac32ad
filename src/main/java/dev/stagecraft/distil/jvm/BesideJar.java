package dev.stagecraft.distil.jvm;

import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.distil.project.SourceScan;
import dev.stagecraft.distil.rewrite.Rewriter;
import dev.stagecraft.distil.rewrite.Situation;
import dev.stagecraft.distil.source.Paths;
import dev.stagecraft.distil.source.Transferred;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a program in a jar needs besides the jar: its configuration and data, and agents.
final class BesideJar {
    private static final Pattern AGENT = Pattern.compile("-(?:javaagent|agentpath):([^=\\s]+)");
    private static final Pattern SYSTEM =
            Pattern.compile("/|/(?:opt|srv|home|app|tmp|etc|var|root|lib)|/usr(?:/.*)?");

    private BesideJar() {}

    /// Configuration and data that were copied beside the jar.
    static void files(Situation s, Rewriter rewriter, String target, String workdir) {
        Set<String> brought = new LinkedHashSet<>();
        for (String asset : SourceScan.namedPaths(s.context(), ".java", ".kt")) {
            String path = Paths.resolve(workdir, asset);
            boolean there =
                    s.file().transfers(s.target()).stream()
                            .anyMatch(t -> t.contextPath(path, s.context()).isPresent());
            if (there
                    && !asset.startsWith("src/")
                    && !asset.matches(".*\\.(?:xml|gradle|kts|md)")) {
                brought.add(path);
                rewriter.copyFromBuilder(
                        path,
                        Paths.resolve(target, asset),
                        Reason.of(
                                Lesson.SMALL_FINAL,
                                "The program reads " + asset + " when it runs."));
            }
        }
        for (Transferred t : s.file().transfers(s.target())) {
            if (t.from().isPresent() || !t.instruction().heredocs().isEmpty()) {
                continue;
            }
            for (String source : t.sources()) {
                String path = place(s, t, Paths.relative(source));
                if (!path.isEmpty()
                        && !partOfBuild(Paths.relative(source), Paths.within(path, workdir))
                        && agentFolders(s).stream().noneMatch(a -> Paths.within(path, a))
                        && brought.stream().noneMatch(b -> Paths.within(path, b))) {
                    brought.add(path);
                    rewriter.copyFromBuilder(
                            path,
                            path,
                            Reason.of(
                                    Lesson.SMALL_FINAL,
                                    "The stage was given it, and it is no source code: the program may read it."));
                }
            }
        }
    }

    /// Where a file or folder that a COPY names lies; empty for the whole project and patterns.
    private static String place(Situation s, Transferred t, String source) {
        if (s.context().has(source)) {
            return t.folder() || SYSTEM.matcher(t.destination()).matches()
                    ? Paths.resolve(t.destination(), Paths.name(source))
                    : t.destination();
        }
        boolean system = SYSTEM.matcher(t.destination()).matches();
        return !source.isEmpty() && s.context().hasFolder(source) && !system ? t.destination() : "";
    }

    /// Whether it is source code or belongs to the build. In the folder of the program only what is
    /// named like configuration or data is not.
    private static boolean partOfBuild(String source, boolean within) {
        String name = Paths.name(source);
        boolean build =
                name.matches(
                        "(?i)pom\\.xml|.*\\.(?:java|kt|kts|gradle|jar|war|md|sh|scala|groovy)|gradle(?:w.*|\\.properties)?|mvnw.*|\\.mvn|src|build|target|lombok\\.config|settings\\.xml|.*Dockerfile.*|\\..*");
        boolean run =
                name.matches(
                        "(?i)conf(?:ig)?|data|static|public|templates|certs?|keystores?|application.*\\.(?:ya?ml|properties)|logback.*\\.xml|log4j2?\\..*|.*\\.(?:jks|p12|pem|crt|json|ya?ml|conf)");
        return build || (within && !run);
    }

    /// The agents that Java loads at start, with what lies beside them: their settings.
    static void agents(Situation s, Rewriter rewriter) {
        for (String folder : agentFolders(s)) {
            rewriter.copyFromBuilder(
                    folder,
                    folder,
                    Reason.of(
                            Lesson.SMALL_FINAL,
                            "The agent that Java loads at start, and what lies beside it."));
        }
    }

    /// The folders of agents; an agent itself where its folder is not its own.
    private static Set<String> agentFolders(Situation s) {
        String workdir = s.settings().workdir().value();
        String options =
                String.join(" ", s.start().argv())
                        + " "
                        + s.start().env().getOrDefault("JAVA_TOOL_OPTIONS", "")
                        + " "
                        + s.environment().getOrDefault("JAVA_TOOL_OPTIONS", "");
        Set<String> out = new LinkedHashSet<>();
        Matcher m = AGENT.matcher(options);
        while (m.find()) {
            String agent = Paths.resolve(workdir, m.group(1));
            String folder = Paths.parent(agent);
            boolean own =
                    !SYSTEM.matcher(folder).matches()
                            && !Paths.within(workdir, folder)
                            && List.of("/opt", "/srv", "/usr/local").stream()
                                    .anyMatch(d -> Paths.within(folder, d));
            out.add(own ? folder : agent);
        }
        return out;
    }
}
