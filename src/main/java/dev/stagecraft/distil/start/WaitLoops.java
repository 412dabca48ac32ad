package dev.stagecraft.distil.start;

import dev.stagecraft.distil.shell.ShellScript;
import dev.stagecraft.distil.shell.ShellScript.Step;
import dev.stagecraft.distil.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Structures of a start script that can be done without: loops that only wait for another service,
/// and conditions around what is not done at every start any more.
final class WaitLoops {
    private static final Set<String> PROBES =
            Set.of(
                    "nc",
                    "netcat",
                    "ncat",
                    "curl",
                    "wget",
                    "pg_isready",
                    "psql",
                    "mysqladmin",
                    "mysql",
                    "mariadb",
                    "mariadb-admin",
                    "redis-cli",
                    "mongosh",
                    "mongo",
                    "ping",
                    "nslookup",
                    "getent",
                    "timeout",
                    "rabbitmqctl",
                    "kcat");

    private final List<Step> steps;
    private final Predicate<Step> quiet;
    private final Predicate<Step> separate;
    private int at;

    private WaitLoops(List<Step> steps, Predicate<Step> quiet, Predicate<Step> separate) {
        this.steps = new ArrayList<>(steps);
        this.quiet = quiet;
        this.separate = separate;
    }

    /// The script with each loop that waits as one step whose name is `while` or `until`, and
    /// without conditions that only decide about such steps. It is still compound where another
    /// structure is left.
    ///
    /// @param quiet whether a step can be left out
    /// @param separate whether a step becomes a command of its own, which a person runs
    static ShellScript taken(ShellScript script, Predicate<Step> quiet, Predicate<Step> separate) {
        if (!script.compound() || script.hidden()) {
            return script;
        }
        WaitLoops loops = new WaitLoops(script.steps(), quiet, separate);
        try {
            return new ShellScript(loops.sequence(Set.of()), false);
        } catch (Unknown e) {
            return script;
        }
    }

    /// Another structure than those that are understood.
    private static final class Unknown extends Exception {
        private static final long serialVersionUID = 1;
    }

    /// Steps up to one that begins with one of these words.
    private List<Step> sequence(Set<String> ends) throws Unknown {
        List<Step> out = new ArrayList<>();
        while (at < steps.size()) {
            Step step = steps.get(at);
            String name = step.name();
            if (ends.contains(name)) {
                return out;
            }
            switch (name) {
                case "while", "until" -> out.addAll(loop());
                case "if" -> out.addAll(condition());
                default -> {
                    if (ShellScript.isReserved(name) && !name.matches("!|\\[\\[")) {
                        throw new Unknown();
                    }
                    out.add(step);
                    at++;
                }
            }
        }
        if (!ends.isEmpty()) {
            throw new Unknown();
        }
        return out;
    }

    private List<Step> loop() throws Unknown {
        Step head = steps.get(at);
        enter();
        List<Step> conditions = sequence(Set.of("do"));
        enter();
        List<Step> body = sequence(Set.of("done"));
        leave();
        if (!body.stream().allMatch(quiet) || conditions.size() != 1) {
            throw new Unknown();
        }
        Step command = asked(conditions.getFirst());
        if (separate.test(command)) {
            return List.of(plain(command, command.words()));
        }
        if (!isProbe(command)) {
            throw new Unknown();
        }
        return List.of(plain(head, head.words()));
    }

    /// What is asked goes with its condition, so it must do nothing but ask. A value that the body
    /// sets would be lost with it.
    private List<Step> condition() throws Unknown {
        Step head = steps.get(at);
        enter();
        List<Step> asked = sequence(Set.of("then"));
        enter();
        List<Step> body = sequence(Set.of("fi", "else", "elif"));
        if (!steps.get(at).name().equals("fi")) {
            throw new Unknown();
        }
        leave();
        List<Step> out = new ArrayList<>();
        for (Step step : asked) {
            Step command = asked(step);
            if (separate.test(command)) {
                out.add(plain(command, command.words()));
            } else if (isProbe(command)) {
                out.add(plain(head, head.words()));
            } else if (!onlyAsks(command)) {
                throw new Unknown();
            }
        }
        for (Step step : body) {
            if (isLeft(step) || separate.test(step)) {
                out.add(step);
            } else if (sets(step) || !quiet.test(step)) {
                throw new Unknown();
            }
        }
        return out;
    }

    /// Whether the step stands for a structure that is left out.
    static boolean isLeft(Step step) {
        return step.name().matches("while|until|if");
    }

    /// The command whose result is asked for, or whose failure is.
    private static Step asked(Step step) {
        return step.name().equals("!") ? without(step) : step;
    }

    private static boolean onlyAsks(Step step) {
        boolean test =
                step.name().matches("\\[|\\[\\[|test")
                        || (step.name().equals("command")
                                && step.words().size() > 1
                                && step.words().get(1).text().matches("-[vV]"));
        return test
                && step.redirections().stream().allMatch(ShellScript::keepsNothing)
                && step.words().stream()
                        .flatMap(w -> w.parts().stream())
                        .noneMatch(WaitLoops::changes);
    }

    /// Whether a part of a word runs a command or gives a variable a value.
    private static boolean changes(ShellWord.Part part) {
        return switch (part) {
            case ShellWord.Text t -> false;
            case ShellWord.Variable v -> v.operator().endsWith("=");
            case ShellWord.Command c -> true;
        };
    }

    private static boolean sets(Step step) {
        return step.words().isEmpty()
                || step.words().stream()
                        .flatMap(w -> w.parts().stream())
                        .anyMatch(p ->
                                p instanceof ShellWord.Variable v && v.operator().endsWith("="));
    }

    /// `timeout` is one where what it starts is one, or is a shell that only opens a connection.
    private static boolean isProbe(Step step) {
        if (!step.name().equals("timeout")) {
            return PROBES.contains(step.name());
        }
        List<String> started =
                step.texts().stream()
                        .skip(1)
                        .dropWhile(w -> w.matches("-.*|[\\d.]+[smhd]?"))
                        .toList();
        return !started.isEmpty()
                && (PROBES.contains(started.getFirst())
                        || (started.getFirst().matches("(?:/bin/)?(?:ba)?sh")
                                && started.getLast().contains("/dev/tcp/")));
    }

    /// Takes the word off that opens a structure, so that what follows it is read as a step.
    private void enter() {
        Step opening = steps.get(at);
        if (opening.words().size() == 1) {
            at++;
        } else {
            steps.set(at, without(opening));
        }
    }

    private void leave() throws Unknown {
        Step end = steps.get(at);
        if (end.words().size() > 1 || !end.redirections().isEmpty() || !joins(end.operator())) {
            throw new Unknown();
        }
        at++;
    }

    private static boolean joins(String operator) {
        return operator.isEmpty() || operator.equals(";") || operator.equals("&&");
    }

    private static Step without(Step step) {
        return plain(step, step.words().subList(1, step.words().size()));
    }

    private static Step plain(Step step, List<ShellWord> words) {
        return new Step(step.assignments(), words, List.of(), ";", step.line());
    }
}
