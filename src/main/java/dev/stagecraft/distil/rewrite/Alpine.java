package dev.stagecraft.distil.rewrite;

import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.distil.shell.ShellScript;
import dev.stagecraft.distil.source.SourceStage;
import dev.stagecraft.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Moves the commands of an Alpine builder to Debian.
public final class Alpine {
    private Alpine() {}

    /// Rewrites every RUN of the stages that stand on this one: `apk` becomes `apt-get`, users are
    /// made as Debian does.
    public static void toDebian(Situation s, Rewriter rewriter, SourceStage root) {
        for (SourceStage stage : s.builtStages()) {
            if (!stage.chain().getFirst().equals(root)) {
                continue;
            }
            for (Instruction i : stage.body()) {
                if (i instanceof Instruction.Run run && rewriter.stageWith(run).isPresent()) {
                    run(run, rewriter);
                }
            }
        }
    }

    private static void run(Instruction.Run run, Rewriter rewriter) {
        ShellScript script = ShellScript.parse(Situation.text(run));
        boolean alpine =
                script.steps().stream().anyMatch(x -> x.name().matches("apk|adduser|addgroup"));
        if (!alpine) {
            return;
        }
        if (script.compound() || !run.heredocs().isEmpty()) {
            throw Situation.refuse(
                    "A RUN with apk has conditions or loops, and apk has to become apt-get.",
                    "Install packages in a RUN of their own.",
                    run);
        }
        List<String> out = new ArrayList<>();
        boolean installs = false;
        for (ShellScript.Step step : script.steps()) {
            List<String> words = step.texts();
            switch (step.name()) {
                case "apk" -> {
                    List<String> packages = packages(words, run, rewriter);
                    boolean add = words.contains("add");
                    if (add && !packages.isEmpty()) {
                        if (!installs) {
                            out.add("apt-get update");
                        }
                        installs = true;
                        out.add(
                                "apt-get install -y --no-install-recommends "
                                        + String.join(" ", packages));
                    }
                }
                case "addgroup", "adduser" -> out.add(userCommand(words, Situation.text(run)));
                default -> out.add(RunText.written(step));
            }
        }
        if (installs) {
            out.add("rm -rf /var/lib/apt/lists/*");
        }
        if (out.isEmpty()) {
            rewriter.drop(run, Reason.of(Lesson.ALPINE, "Debian needs none of these packages."));
            return;
        }
        rewriter.edit(
                run,
                RunText.of(run, out),
                Reason.of(
                        Lesson.ALPINE,
                        "apk becomes apt-get, with Debian's names of the packages."));
    }

    /// What makes a user or a group on every Debian; adduser is a package of its own since Debian
    /// 13.
    static String userCommand(List<String> words, String command) {
        return words.getFirst().equals("addgroup")
                ? "groupadd -r " + words.getLast()
                : "useradd -r " + (command.contains("addgroup") ? "-N " : "-U ") + lastName(words);
    }

    private static String lastName(List<String> words) {
        for (int i = 1; i < words.size(); i++) {
            String w = words.get(i);
            if (w.matches("-[uGhsgk]|--(?:uid|gid|home|shell|ingroup|gecos)")) {
                i++;
            } else if (!w.startsWith("-")) {
                return w;
            }
        }
        return words.getLast();
    }

    private static List<String> packages(
            List<String> words, Instruction.Run run, Rewriter rewriter) {
        List<String> out = new ArrayList<>();
        boolean skip = false;
        for (String word : words.subList(1, words.size())) {
            if (skip) {
                skip = false;
                continue;
            }
            if (word.equals("--virtual")
                    || word.equals("-t")
                    || word.equals("--repository")
                    || word.equals("-X")) {
                skip = true;
                continue;
            }
            if (word.startsWith("-")
                    || word.startsWith(".")
                    || word.equals("add")
                    || word.equals("update")
                    || word.equals("upgrade")
                    || word.equals("del")) {
                continue;
            }
            String name = word.replaceFirst("[=~<>@].*", "");
            Optional<String> known = AlpineNames.debian(name);
            String answer =
                    known.orElseGet(() ->
                            rewriter.draft()
                                    .ask(
                                            "apk." + name,
                                            "What is Alpine's package "
                                                    + name
                                                    + " called in Debian? (empty: leave it out)",
                                            List.of(),
                                            name,
                                            "The builder moves from Alpine to Debian, whose packages have other names."));
            if (known.isEmpty()) {
                rewriter.draft()
                        .warn(
                                "The package "
                                        + name
                                        + " of Alpine is not in the table of names; \""
                                        + answer
                                        + "\" is taken for Debian.",
                                run);
            }
            String base = rewriter.stageWith(run).map(StageDraft::base).orElse("");
            boolean brought =
                    (base.startsWith("python:")
                                    && answer.matches("python3|python3-pip|python3-venv"))
                            || (base.startsWith("node:") && answer.matches("nodejs|npm"));
            boolean init = brought || answer.matches("tini|dumb-init|gosu|su-exec");
            if (!answer.isEmpty() && !init && !out.contains(answer)) {
                out.add(answer);
            }
        }
        return out;
    }
}
