package dev.stagecraft.distil.tiers;

import dev.stagecraft.distil.rewrite.RunText;
import dev.stagecraft.distil.rewrite.Situation;
import dev.stagecraft.distil.shell.ShellScript;
import dev.stagecraft.distil.source.Paths;
import dev.stagecraft.distil.source.SourceFile;
import dev.stagecraft.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;

/// The lines of one stage, by the tier that they build.
final class Tiers {
    /// What a line is for.
    enum Tier {
        FRONT_END,
        BACK_END,
        /// Copies the front end's result to the back end.
        LINK,
        /// Installs tools that the builders' bases bring.
        TOOLS,
        /// Copies files; which tier needs them is decided by where they go.
        FILES,
        OTHER
    }

    /// A line with what it is for.
    ///
    /// @param instruction the line
    /// @param tier what it is for
    /// @param folder where it is run, or where it copies to
    record Line(Instruction instruction, Tier tier, String folder) {}

    private final List<Line> lines = new ArrayList<>();
    private String frontFolder = "";
    private String backFolder = "";
    private String linkFrom = "";
    private String linkTo = "";

    private Tiers() {}

    static Tiers of(Situation s) {
        Tiers tiers = new Tiers();
        SourceFile file = s.file();
        for (Instruction i : s.target().body()) {
            String workdir = file.workdirAt(s.target(), i);
            if (i instanceof Instruction.Run run) {
                tiers.lines.add(tiers.run(run, workdir));
            } else if (i instanceof Instruction.Transfer t) {
                String to =
                        file.transfers(s.target()).stream()
                                .filter(x -> x.instruction().equals(t))
                                .findFirst()
                                .map(x -> x.destination())
                                .orElse(workdir);
                tiers.lines.add(new Line(i, Tier.FILES, to));
            } else {
                tiers.lines.add(new Line(i, Tier.OTHER, workdir));
            }
        }
        return tiers;
    }

    private Line run(Instruction.Run run, String workdir) {
        String folder = workdir;
        boolean front = false;
        boolean back = false;
        boolean link = false;
        boolean tools = true;
        String at = workdir;
        for (ShellScript.Step step : Situation.steps(run)) {
            List<String> w = step.texts();
            String name = Paths.name(step.name());
            if (name.equals("cd") && w.size() > 1) {
                at = Paths.resolve(at, w.get(1));
                folder = at;
                continue;
            }
            boolean global = w.contains("-g") || w.contains("--global");
            if (name.matches("npm|yarn|pnpm|npx") && !global) {
                front = true;
                String prefix = after(w, "--prefix");
                frontFolder = prefix.isEmpty() ? at : Paths.resolve(at, prefix);
            } else if (name.matches("mvnw?|gradlew?")) {
                back = true;
                String pom = after(w, "-f");
                backFolder =
                        pom.isEmpty()
                                ? at
                                : Paths.resolve(
                                        at, pom.endsWith(".xml") ? Paths.parent("/" + pom) : pom);
            } else if (name.matches("cp|mv") && w.size() > 2 && !frontFolder.isEmpty()) {
                List<String> paths = w.stream().skip(1).filter(x -> !x.startsWith("-")).toList();
                String from = Paths.resolve(at, paths.getFirst().replaceFirst("/?\\*$|/\\.$", ""));
                if (Paths.within(from, frontFolder)) {
                    link = true;
                    linkFrom = from;
                    linkTo = Paths.resolve(at, paths.getLast());
                }
            }
            tools &=
                    name.matches(
                                    "apt-get|apt|apk|rm|curl|wget|bash|gpg|echo|tee|mkdir|install|npm|n|corepack|yum|dnf|update-alternatives|sh|nvm|source|\\.|ln")
                            && !(name.equals("npm") && !global);
        }
        Tier tier =
                front && back
                        ? Tier.OTHER
                        : front
                                ? Tier.FRONT_END
                                : back
                                        ? Tier.BACK_END
                                        : link ? Tier.LINK : tools ? Tier.TOOLS : Tier.OTHER;
        return new Line(run, tier, folder);
    }

    private static String after(List<String> words, String option) {
        int at = words.indexOf(option);
        return at > 0 && at + 1 < words.size() ? words.get(at + 1) : "";
    }

    List<Line> lines() {
        return lines;
    }

    /// Whether both tiers are built here, each in lines of its own.
    boolean both() {
        return lines.stream().anyMatch(l -> l.tier() == Tier.FRONT_END)
                && lines.stream().anyMatch(l -> l.tier() == Tier.BACK_END)
                && !frontFolder.equals(backFolder);
    }

    String frontFolder() {
        return frontFolder;
    }

    String backFolder() {
        return backFolder;
    }

    /// The front end's result that is copied; empty when none is.
    String linkFrom() {
        return linkFrom;
    }

    /// Where it is copied to.
    String linkTo() {
        return linkTo;
    }

    /// The RUN without steps that copy from one tier to the other; they become COPY --from.
    static String withoutLink(Instruction.Run run, String frontFolder) {
        List<String> kept = new ArrayList<>();
        boolean dropped = false;
        for (ShellScript.Step step : Situation.steps(run)) {
            String name = Paths.name(step.name());
            boolean link =
                    name.matches("cp|mv")
                            && step.texts().stream()
                                    .anyMatch(w -> w.contains(Paths.name(frontFolder) + "/"));
            dropped |= link;
            if (!link) {
                kept.add(RunText.written(step));
            }
        }
        return dropped ? RunText.of(run, kept) : run.source().raw();
    }
}
