package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What a RUN does with packages and files, as far as its text tells.
final class RunScript {
    private static final Pattern APT_UPDATE =
            Pattern.compile("\\bapt(-get)?\\s+(-\\S+\\s+)*update\\b");
    private static final Pattern APT_INSTALL =
            Pattern.compile(
                    "\\bapt(-get)?\\s+(-\\S+\\s+)*(install|upgrade|dist-upgrade|build-dep)\\b");
    private static final Pattern DEPENDENCIES =
            Pattern.compile(
                    "\\bnpm\\s+(ci|install|i)\\b(?!\\s+-g)|\\byarn(\\s+install\\b|\\s*$|\\s+--)"
                            + "|\\bpnpm\\s+(install|i|fetch)\\b|\\bpip3?\\s+install\\b.*(\\s-r|\\s--requirement)"
                            + "|\\bpoetry\\s+install\\b|\\buv\\s+sync\\b|\\bpipenv\\s+(install|sync)\\b"
                            + "|\\bgo\\s+mod\\s+download\\b|\\bbundle\\s+install\\b|\\bcomposer\\s+install\\b"
                            + "|\\bmvnw?\\b.*\\bdependency:|\\bdotnet\\s+restore\\b|\\bcargo\\s+fetch\\b",
                    Pattern.DOTALL);
    private static final Pattern SEPARATOR = Pattern.compile("&&|\\|\\||;|\\n");

    private final Instruction.Run run;
    private final String text;
    private final List<String> commands = new ArrayList<>();

    private RunScript(Instruction.Run run, String text) {
        this.run = run;
        this.text = text;
        for (String command : SEPARATOR.split(text)) {
            if (!command.isBlank()) {
                commands.add(command.strip());
            }
        }
    }

    static RunScript of(Instruction.Run run) {
        StringBuilder text = new StringBuilder();
        switch (run.command()) {
            case CommandLine.ShellForm shell -> text.append(shell.text());
            case CommandLine.ExecForm exec -> text.append(String.join(" ", exec.argv()));
        }
        run.heredocs().forEach(h -> text.append('\n').append(h.body()));
        return new RunScript(run, text.toString());
    }

    private boolean has(String part) {
        return text.contains(part);
    }

    private boolean mounts(String path) {
        return run.mounts().stream()
                .filter(m -> m.type().equals("cache") || m.type().equals("tmpfs"))
                .flatMap(m -> m.target().stream())
                .anyMatch(t -> path.startsWith(t) || t.startsWith(path));
    }

    boolean updatesAptAlone() {
        return APT_UPDATE.matcher(text).find() && !APT_INSTALL.matcher(text).find();
    }

    boolean installsRecommended() {
        return APT_INSTALL.matcher(text).find()
                && commands.stream()
                        .anyMatch(c -> c.matches("(?s).*\\bapt(-get)?\\b.*\\binstall\\b.*"))
                && !has("--no-install-recommends")
                && !has("APT::Install-Recommends");
    }

    boolean installsDependencies() {
        return DEPENDENCIES.matcher(text).find();
    }

    /// Names of the caches that the script leaves behind.
    List<String> cachesLeft(Map<String, String> variables) {
        List<String> left = new ArrayList<>();
        if (APT_UPDATE.matcher(text).find()
                && !has("/var/lib/apt/lists")
                && !mounts("/var/lib/apt")) {
            left.add("/var/lib/apt/lists");
        }
        if (text.matches("(?s).*\\bapk\\s+(-\\S+\\s+)*add\\b.*")
                && !has("--no-cache")
                && !has("/var/cache/apk")
                && !mounts("/var/cache/apk")
                && !mounts("/etc/apk/cache")) {
            left.add("/var/cache/apk");
        }
        if (text.matches("(?s).*\\b(dnf|yum|microdnf)\\s+(-\\S+\\s+)*install\\b.*")
                && !text.matches("(?s).*\\b(dnf|yum|microdnf)\\s+(-\\S+\\s+)*clean\\s+all\\b.*")
                && !has("/var/cache/dnf")
                && !has("/var/cache/yum")
                && !mounts("/var/cache")) {
            left.add("the package lists of dnf");
        }
        if (text.matches("(?s).*\\bpip3?\\s+(-\\S+\\s+)*install\\b.*")
                && !has("--no-cache-dir")
                && !has("pip cache purge")
                && !has("/.cache")
                && !has("PIP_NO_CACHE_DIR")
                && !variables.containsKey("PIP_NO_CACHE_DIR")
                && !mounts("/root/.cache")) {
            left.add("the download cache of pip");
        }
        return left;
    }

    boolean onlyDeletes() {
        return !commands.isEmpty()
                && run.mounts().isEmpty()
                && commands.stream()
                        .allMatch(c ->
                                c.matches(
                                        "(?s)(sudo\\s+)?rm\\s.*|apt(-get)?\\s+(-\\S+\\s+)*(clean|autoclean|autoremove|purge)\\b.*"));
    }

    boolean onlyChangesOwner() {
        return !commands.isEmpty()
                && commands.stream().allMatch(c -> c.matches("(?s)(sudo\\s+)?ch(own|mod|grp)\\s.*"))
                && commands.stream()
                        .anyMatch(
                                c -> c.matches("(?s).*\\s(-[a-zA-Z]*R[a-zA-Z]*|--recursive)\\s.*"));
    }
}
