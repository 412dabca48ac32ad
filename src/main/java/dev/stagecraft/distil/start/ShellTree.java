package dev.stagecraft.distil.start;

import dev.stagecraft.distil.shell.ShellScript;
import dev.stagecraft.distil.shell.ShellScript.Assignment;
import dev.stagecraft.distil.shell.ShellScript.Step;
import dev.stagecraft.distil.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The structures of a script with what each of them leads to.
final class ShellTree {
    private static final Pattern ASSIGNMENT = Pattern.compile("(?s)[A-Za-z_]\\w*=.*");
    private static final Set<String> CLAUSES = Set.of("fi", "else", "elif");

    /// A part of a script.
    sealed interface Node {
        /// The steps that it is written with.
        List<Step> written();
    }

    /// One command.
    record Plain(Step step) implements Node {
        @Override
        public List<Step> written() {
            return List.of(step);
        }
    }

    /// `if`, with `elif` and `else`, of which the last asks nothing.
    record Condition(List<Clause> clauses, List<Step> written) implements Node {}

    /// What is asked, joined by `&&` and `||`, and what follows where it holds.
    record Clause(List<Step> asked, List<Node> body) {}

    /// `case`.
    record Choice(ShellWord subject, List<Arm> arms, List<Step> written) implements Node {}

    /// The patterns of one way of a `case`, and the way.
    record Arm(List<ShellWord> patterns, List<Node> body) {}

    /// A loop.
    ///
    /// @param word `while`, `until` or `for`; empty where what is in it is not understood, and then
    ///   nothing else is said than how it is written
    /// @param asked what is asked before each round; of `for` the words after it
    /// @param body what each round does
    record Loop(String word, List<Step> asked, List<Node> body, List<Step> written)
            implements Node {}

    private final List<Step> written;
    private final List<Step> steps;
    private int at;

    private ShellTree(List<Step> written) {
        this.written = written;
        this.steps = new ArrayList<>(written);
    }

    /// The parts in their order; absent where the script has structures of another kind.
    static Optional<List<Node>> of(ShellScript script) {
        if (script.hidden()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ShellTree(script.steps()).block(Set.of()));
        } catch (Unknown e) {
            return Optional.empty();
        }
    }

    private static final class Unknown extends Exception {
        private static final long serialVersionUID = 1;
    }

    private List<Node> block(Set<String> ends) throws Unknown {
        List<Node> out = new ArrayList<>();
        while (at < steps.size()) {
            String name = steps.get(at).name();
            if (ends.contains(name)) {
                return out;
            }
            switch (name) {
                case "if" -> out.add(condition());
                case "case" -> out.add(choice());
                case "while", "until", "for" -> out.add(loop());
                default -> {
                    if (ShellScript.isReserved(name) && !name.matches("!|\\[\\[")) {
                        throw new Unknown();
                    }
                    out.add(new Plain(steps.get(at)));
                    at++;
                }
            }
        }
        if (!ends.isEmpty()) {
            throw new Unknown();
        }
        return out;
    }

    private Condition condition() throws Unknown {
        int from = at;
        List<Clause> clauses = new ArrayList<>();
        String opening = "if";
        while (!opening.equals("fi")) {
            enter();
            List<Step> asked = opening.equals("else") ? List.of() : asked("then");
            clauses.add(new Clause(asked, block(CLAUSES)));
            opening = steps.get(at).name();
        }
        leave();
        return new Condition(clauses, written.subList(from, at));
    }

    /// Commands up to the word that ends them, which is taken off.
    private List<Step> asked(String end) throws Unknown {
        List<Step> asked = new ArrayList<>();
        for (Node node : block(Set.of(end))) {
            if (!(node instanceof Plain plain)) {
                throw new Unknown();
            }
            asked.add(plain.step());
        }
        enter();
        return asked;
    }

    private Choice choice() throws Unknown {
        int from = at;
        Step head = steps.get(at++);
        if (head.words().size() != 3) {
            throw new Unknown();
        }
        List<Arm> arms = new ArrayList<>();
        while (at < steps.size() && !steps.get(at).name().equals("esac")) {
            Step patterns = steps.get(at++);
            if (!patterns.name().equals(")")) {
                throw new Unknown();
            }
            List<Node> body = block(Set.of(";;", "esac"));
            if (steps.get(at).name().equals(";;")) {
                at++;
            }
            arms.add(new Arm(patterns.words().subList(1, patterns.words().size()), body));
        }
        if (at == steps.size()) {
            throw new Unknown();
        }
        leave();
        return new Choice(head.words().get(1), arms, written.subList(from, at));
    }

    private Loop loop() throws Unknown {
        int from = at;
        List<Step> before = List.copyOf(steps);
        try {
            String word = steps.get(at).name();
            enter();
            List<Step> asked = asked("do");
            List<Node> body = block(Set.of("done"));
            leave();
            return new Loop(word, asked, body, written.subList(from, at));
        } catch (Unknown e) {
            steps.clear();
            steps.addAll(before);
            at = from;
            return unread();
        }
    }

    /// A loop as it stands.
    private Loop unread() throws Unknown {
        int from = at;
        int depth = 0;
        while (at < steps.size()) {
            String name = steps.get(at).name();
            depth += name.equals("do") ? 1 : name.equals("done") ? -1 : 0;
            if (name.equals("done") && depth == 0) {
                leave();
                return new Loop("", List.of(), List.of(), written.subList(from, at));
            }
            at++;
        }
        throw new Unknown();
    }

    /// Takes the word off that opens a part, so that what follows it is read as a step.
    private void enter() {
        Step opening = steps.get(at);
        if (opening.words().size() == 1) {
            at++;
        } else {
            steps.set(at, without(opening));
        }
    }

    /// What follows the first word, with assignments as such.
    private static Step without(Step opening) {
        List<Assignment> assignments = new ArrayList<>(opening.assignments());
        List<ShellWord> words = new ArrayList<>(opening.words().subList(1, opening.words().size()));
        while (!words.isEmpty()) {
            Matcher name = ASSIGNMENT.matcher(words.getFirst().raw());
            if (!name.matches()) {
                break;
            }
            words.removeFirst();
            assignments.addAll(ShellScript.parse(name.group()).steps().getFirst().assignments());
        }
        return new Step(
                assignments, words, opening.redirections(), opening.operator(), opening.line());
    }

    private void leave() throws Unknown {
        Step end = steps.get(at);
        if (end.words().size() > 1
                || !end.redirections().isEmpty()
                || !end.operator().matches("|;|&&")) {
            throw new Unknown();
        }
        at++;
    }
}
