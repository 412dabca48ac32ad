package dev.stagecraft.stage;

import dev.stagecraft.dockerfile.CommandLine;
import dev.stagecraft.dockerfile.Instruction.Copy;
import dev.stagecraft.dockerfile.Instruction.Run;
import dev.stagecraft.dockerfile.Instruction.Transfer;
import dev.stagecraft.dockerfile.WordExpansion;
import dev.stagecraft.stage.BuildPlan.PlannedStep;
import java.util.Map;
import java.util.stream.Collectors;

/// How well a recorded instruction agrees with one of a Dockerfile.
final class StepMatch {
    /// Nothing speaks against it and everything that was recorded agrees.
    static final double FULL = 1;

    /// The instruction agrees, its arguments only as far as they can be compared.
    static final double LIKELY = 0.7;

    /// The same kind of setting with another text: variables, or a builder that writes it
    /// otherwise.
    static final double WEAK = 0.25;

    private final Map<String, String> variables;
    private final WordExpansion expansion;

    StepMatch(BuildPlan plan) {
        this.variables = plan.variables();
        this.expansion = plan.expansion();
    }

    /// From 0 (cannot be) to [#FULL].
    double score(Instruction recorded, PlannedStep planned) {
        if (!recorded.keyword().equals(planned.written().keyword())) {
            return 0;
        }
        return switch (planned.parsed()) {
            case Run run -> sameCommand(recorded.arguments(), run) ? FULL : 0;
            case Transfer transfer -> transfer(recorded, transfer);
            default -> setting(recorded, planned);
        };
    }

    private static boolean sameCommand(String recorded, Run run) {
        String command = squeeze(recorded);
        if (!run.heredocs().isEmpty()) {
            String body = run.heredocs().stream().map(h -> h.body()).collect(Collectors.joining());
            String line = run.command() instanceof CommandLine.ShellForm shell ? shell.text() : "";
            return command.equals(squeeze("<<EOF\n" + body + "\nEOF"))
                    || command.equals(squeeze("<<EOF\n" + line + "\n" + body + "\nEOF"))
                    || command.equals(squeeze(body))
                    || command.equals(squeeze(line));
        }
        return switch (run.command()) {
            case CommandLine.ShellForm shell -> command.equals(squeeze(shell.text()));
            case CommandLine.ExecForm exec ->
                    command.equals(squeeze(String.join(" ", exec.argv())));
        };
    }

    /// White space apart, as continued lines and tabs are recorded in different ways.
    static String squeeze(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                space = true;
            } else {
                if (space && !out.isEmpty()) {
                    out.append(' ');
                }
                space = false;
                out.append(c);
            }
        }
        return out.toString();
    }

    private double transfer(Instruction recorded, Transfer planned) {
        String arguments = recorded.arguments();
        // A single word keeps its spaces in both builders' records, so the end is compared.
        String target = expand(planned.destination().text());
        int at = arguments.length() - target.length();
        boolean ends =
                target.indexOf('$') >= 0
                        ? Wildcard.endsWith(arguments, " " + target)
                        : at > 0 && arguments.endsWith(target) && arguments.charAt(at - 1) == ' ';
        if (!ends) {
            return 0;
        }
        if (recorded.recorded().orElse("").contains("#(nop)")) {
            // The classic builder leaves a hash instead of the sources; owner and kind remain.
            boolean owner =
                    planned.chown()
                            .map(c -> !c.contains("$") && arguments.contains("--chown="))
                            .orElse(!arguments.contains("--chown="));
            boolean several = planned.sources().size() > 1;
            return owner && (!several || arguments.contains("multi:")) ? LIKELY : WEAK;
        }
        String sources =
                planned.sources().stream()
                        .map(s -> expand(s.text()))
                        .collect(Collectors.joining(" "));
        String expected = squeeze(sources + " " + target);
        String withoutFlags = squeeze(withoutFlags(arguments));
        if (withoutFlags.equals(expected)) {
            return FULL;
        }
        if (!planned.heredocs().isEmpty() || expected.indexOf('$') >= 0) {
            return LIKELY;
        }
        return planned instanceof Copy copy && copy.from().isPresent() ? 0 : WEAK;
    }

    private static String withoutFlags(String arguments) {
        String rest = arguments;
        while (rest.startsWith("--")) {
            int space = rest.indexOf(' ');
            if (space < 0) {
                return "";
            }
            rest = rest.substring(space + 1).stripLeading();
        }
        return rest;
    }

    private double setting(Instruction recorded, PlannedStep planned) {
        String expected = plain(expand(planned.parsed().source().arguments().text()));
        String actual = plain(recorded.arguments());
        if (actual.equals(expected)
                || Wildcard.matches(actual, expected)
                || plain(planned.parsed().source().arguments().text()).equals(actual)) {
            return FULL;
        }
        return WEAK;
    }

    private String expand(String text) {
        return BuildPlan.expand(text, variables, expansion);
    }

    /// Without quotes, commas, brackets and protocols: what the builders write in different ways.
    private static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '"' && c != '\'' && c != ',' && c != '[' && c != ']' && c != '\\') {
                out.append(Character.isWhitespace(c) ? ' ' : c);
            }
        }
        return squeeze(out.toString()).replace("/tcp", "");
    }
}
