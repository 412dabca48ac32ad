package dev.stagecraft.distil.buildcache;

import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.PlanStage;
import dev.stagecraft.distil.project.ProjectFiles;
import dev.stagecraft.distil.rewrite.Situation;
import dev.stagecraft.dockerfile.Instruction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Cache mounts for the downloads of one stage.
///
/// @param copied paths that other stages copy, which no mount may hide
record CacheMounts(PlanStage stage, List<String> copied, ProjectFiles context) {
    /// The line with mounts for the tools that it runs; the same where it has mounts of its own.
    ///
    /// @param why why the order of copying stays; empty where it changed or there is nothing to say
    PlanLine on(PlanLine line, String why) {
        if (!(BuildCache.instruction(line.text()) instanceof Instruction.Run run)
                || !run.mounts().isEmpty()
                || !run.heredocs().isEmpty()) {
            return line;
        }
        Set<String> folders = new LinkedHashSet<>();
        for (Fetcher fetcher : fetchers(run)) {
            folders.addAll(folders(fetcher));
        }
        if (folders.isEmpty()) {
            return line;
        }
        String text = line.text();
        if (folders.contains("/root/.cache/pip")) {
            text = text.replaceAll("\\s--no-cache-dir\\b", "");
        }
        String mounts =
                folders.stream()
                        .map(f -> "--mount=type=cache,target=" + f)
                        .collect(Collectors.joining(" \\\n    ", "", " \\\n    "));
        return line.changed(
                text.replaceFirst("^(\\w+)\\s+", "$1 " + mounts.replace("\\", "\\\\")),
                BuildCache.reason(
                        ("Downloads stay in a cache mount: they are in no layer, and the next build finds them. "
                                        + why)
                                .strip()));
    }

    static Set<Fetcher> fetchers(Instruction.Run run) {
        return Situation.steps(run).stream()
                .flatMap(s -> Fetcher.of(s).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<String> folders(Fetcher fetcher) {
        boolean moved =
                stage.lines().stream()
                        .map(l -> BuildCache.instruction(l.text()))
                        .anyMatch(i ->
                                i instanceof Instruction.Env e
                                        && e.pairs().stream()
                                                .anyMatch(p ->
                                                        fetcher.movedBy()
                                                                .contains(p.key().text())));
        List<String> folders =
                fetcher.folders(
                        stage.base().matches("(?:.*/)?golang(?:[:@].*)?"),
                        context.has(".yarnrc.yml"));
        boolean needed =
                copied.stream()
                        .anyMatch(c ->
                                folders.stream()
                                        .anyMatch(f -> c.startsWith(f) || f.startsWith(c + "/")));
        return moved || needed ? List.of() : folders;
    }
}
