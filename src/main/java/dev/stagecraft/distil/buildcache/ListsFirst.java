package dev.stagecraft.distil.buildcache;

import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.rewrite.Situation;
import dev.stagecraft.distil.shell.ShellScript;
import dev.stagecraft.distil.source.PackageLine;
import dev.stagecraft.dockerfile.CommandLine;
import dev.stagecraft.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts the dependency lists before the sources: `COPY . .` moves behind the line that installs, or
/// a line that only downloads comes before it.
record ListsFirst(DependencyLists lists, CacheMounts mounts) {
    /// @param why why the order stays; empty otherwise
    record Ordered(List<PlanLine> lines, String why) {}

    Ordered of(List<PlanLine> lines) {
        int copy = -1;
        for (int i = 0; i < lines.size(); i++) {
            Instruction at = BuildCache.instruction(lines.get(i).text());
            if (copy < 0) {
                if (at instanceof Instruction.Run run
                        && !CacheMounts.fetchers(run).isEmpty()
                        && !isSetUp(run)) {
                    return new Ordered(lines, "");
                }
                copy = isWhole(at) ? i : -1;
            } else if (at instanceof Instruction.Run run && !isSetUp(run)) {
                return install(lines, copy, i, run);
            } else if (!passes(at)) {
                return new Ordered(lines, "");
            }
        }
        return new Ordered(lines, "");
    }

    private Ordered install(List<PlanLine> lines, int copy, int at, Instruction.Run run) {
        List<ShellScript.Step> steps = Situation.steps(run);
        Optional<ShellScript.Step> fetching =
                steps.stream().filter(s -> Fetcher.of(s).isPresent()).findFirst();
        if (fetching.isEmpty() || !run.heredocs().isEmpty()) {
            return new Ordered(lines, "");
        }
        Early early = lists.early(Fetcher.of(fetching.get()).orElseThrow(), fetching.get());
        return switch (early) {
            case Early.Not not -> new Ordered(lines, "The order of copying stays: " + not.why());
            case Early.With with when !with.command().isEmpty() -> {
                List<PlanLine> out = new ArrayList<>(lines);
                out.set(copy, bare(lines.get(copy)));
                out.add(copy, listed(lines.get(copy), with.files()));
                out.add(
                        copy + 1,
                        PlanLine.added(
                                "RUN " + with.command(),
                                BuildCache.reason(
                                        "Downloads before the sources are there: again only when the list changes.")));
                yield new Ordered(out, "");
            }
            case Early.With with -> {
                boolean alone =
                        run.command() instanceof CommandLine.ShellForm
                                && ShellScript.parse(Situation.text(run)).isSequence()
                                && steps.stream()
                                        .allMatch(s -> Fetcher.of(s).isPresent() && isPlain(s));
                if (!alone) {
                    yield new Ordered(
                            lines, "The order of copying stays: the line does more than install.");
                }
                List<PlanLine> out = new ArrayList<>(lines);
                out.set(copy, listed(lines.get(copy), with.files()));
                out.add(
                        at + 1,
                        bare(lines.get(copy))
                                .changed(
                                        lines.get(copy).text(),
                                        BuildCache.reason(
                                                "The sources come after the install: a change of theirs no longer repeats it.")));
                yield new Ordered(out, "");
            }
        };
    }

    private boolean isPlain(ShellScript.Step step) {
        return lists.early(Fetcher.of(step).orElseThrow(), step) instanceof Early.With
                || PackageUpgrade.is(step);
    }

    /// The line with its comments, which speak of it; the blank lines before them stay where they
    /// were.
    private static PlanLine bare(PlanLine line) {
        return new PlanLine(
                line.leading().subList(blanks(line).size(), line.leading().size()),
                line.text(),
                line.sources(),
                line.reason(),
                line.note());
    }

    private static List<String> blanks(PlanLine line) {
        return line.leading().stream().takeWhile(String::isBlank).toList();
    }

    private static PlanLine listed(PlanLine copy, List<String> files) {
        Instruction.Copy whole = (Instruction.Copy) BuildCache.instruction(copy.text());
        String to = whole.destination().text();
        String folder = to.endsWith("/") ? to : to + "/";
        PlanLine line =
                PlanLine.added(
                        whole.source().keyword().text()
                                + " "
                                + String.join(" ", files)
                                + " "
                                + folder,
                        BuildCache.reason(
                                "What changes rarely comes first: the lists of dependencies."));
        return new PlanLine(blanks(copy), line.text(), line.sources(), line.reason(), line.note());
    }

    private static boolean isWhole(Instruction i) {
        return i instanceof Instruction.Copy c
                && c.from().isEmpty()
                && c.heredocs().isEmpty()
                && !c.destination().text().contains("$")
                && c.sources().size() == 1
                && c.sources().getFirst().text().matches("\\./?");
    }

    /// A line that neither reads the sources nor changes where they are copied to.
    private static boolean passes(Instruction i) {
        return i instanceof Instruction.Env
                || i instanceof Instruction.Arg
                || i instanceof Instruction.Label
                || i instanceof Instruction.Run;
    }

    /// A RUN that prepares the tools and reads nothing of the project.
    private static boolean isSetUp(Instruction.Run run) {
        if (PackageLine.read(Situation.text(run)).only()) {
            return true;
        }
        List<ShellScript.Step> steps = Situation.steps(run);
        return !steps.isEmpty()
                && steps.stream()
                        .allMatch(s ->
                                PackageUpgrade.is(s)
                                        || s.joined().matches("ln -s /usr/\\S+ /usr/\\S+")
                                        || s.joined().matches("\\S*python[\\d.]* -m venv /\\S+")
                                        || s.name().equals("corepack"));
    }
}
