package dev.stagecraft.cli;

import dev.stagecraft.cli.Terminal.Style;
import dev.stagecraft.engine.build.BuildStep;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.Image;
import dev.stagecraft.prove.Behaviour;
import dev.stagecraft.prove.Diagnosis;
import dev.stagecraft.prove.Observation;
import dev.stagecraft.prove.Proof;
import dev.stagecraft.prove.ProofListener;
import dev.stagecraft.prove.Repair;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A proof for a terminal.
final class ProveText {
    private static final int LOG_LINES = 15;
    private static final int MAX_BAR = 50;

    private final Terminal terminal;

    ProveText(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Says on standard error how it goes, a line for each phase and each step that was carried
    /// out.
    ProofListener progress() {
        return new ProofListener() {
            // The numbers of the steps that were told: what becomes known of one later, as the
            // size of its layer, is no second step.
            private final Map<Which, Set<Integer>> told = new ConcurrentHashMap<>();

            @Override
            public void phase(Which which, Phase phase) {
                told.remove(which);
                say(which, Texts.of("prove.phase", phase));
            }

            @Override
            public void step(Which which, BuildStep step) {
                boolean ended = step.isInstruction() && step.state().ended();
                if (ended
                        && told.computeIfAbsent(which, w -> ConcurrentHashMap.newKeySet())
                                .add(step.number())) {
                    String text = DisplayText.escape(step.text(), 100);
                    say(which, "  " + Texts.of("prove.step", step.state()) + " " + text);
                }
            }

            @Override
            public boolean agrees(Repair repair) {
                say(Which.AFTER, Texts.text("prove.repairing", cause(repair.diagnosis())));
                say(Which.AFTER, "  " + DisplayText.escape(repair.change()));
                return true;
            }

            private void say(Which which, String text) {
                String side = Texts.of("prove.which", which);
                terminal.err().println(terminal.styled(Style.DIM, side + "  " + text));
            }
        };
    }

    /// Prints the result on standard output.
    void print(Proof proof, boolean kept) {
        sizes(proof);
        line("");
        Style style = proof.verdict() == Proof.Verdict.PROVEN ? Style.GOOD : Style.BAD;
        line(terminal.styled(style, Texts.of("prove.verdict", proof.verdict())));
        proof.probe()
                .ifPresent(p -> line(Texts.text("prove.probed", DisplayText.escape(p.toString()))));
        proof.behaviour().ifPresent(this::behaviour);
        side(proof.before(), ProofListener.Which.BEFORE);
        side(proof.after(), ProofListener.Which.AFTER);
        proof.diagnosis().ifPresent(this::diagnosis);
        for (Repair repair : proof.repairs()) {
            line(
                    Texts.text(
                            "prove.repaired",
                            cause(repair.diagnosis()),
                            DisplayText.escape(repair.change())));
        }
        if (kept) {
            line(Texts.text("prove.kept", proof.before().tag(), proof.after().tag()));
        }
        terminal.out().flush();
    }

    private void sizes(Proof proof) {
        Optional<Image> before = proof.before().image();
        Optional<Image> after = proof.after().image();
        long most = Math.max(size(before), size(after));
        bar(Texts.of("prove.which", ProofListener.Which.BEFORE), before, most, Style.LEFT_BEHIND);
        bar(Texts.of("prove.which", ProofListener.Which.AFTER), after, most, Style.SHIPPED);
        if (size(before) > size(after) && size(after) > 0) {
            line(
                    terminal.styled(
                            Style.BOLD,
                            Texts.text(
                                    "compare.smaller",
                                    factor(size(before), size(after)),
                                    ByteSize.format(size(before) - size(after)))));
        }
    }

    private static String factor(long before, long after) {
        double factor = (double) before / after;
        return String.format(Locale.ROOT, factor >= 10 ? "%.0f" : "%.1f", factor);
    }

    private static long size(Optional<Image> image) {
        return image.map(i -> i.size().orElse(0)).orElse(0L);
    }

    private void bar(String name, Optional<Image> image, long most, Style style) {
        String size = image.isPresent() ? ByteSize.format(size(image)) : "–";
        double share = most == 0 ? 0 : (double) size(image) / most;
        String bar = Bar.of(share, MAX_BAR, terminal.unicode());
        line("%-8s %8s  %s".formatted(name, size, terminal.styled(style, bar)));
    }

    private void behaviour(Behaviour behaviour) {
        OptionalLong before = behaviour.startMillisBefore();
        OptionalLong after = behaviour.startMillisAfter();
        if (before.isPresent() && after.isPresent()) {
            line(Texts.text("prove.start", before.getAsLong(), after.getAsLong()));
        }
        for (Behaviour.Difference difference : behaviour.differences()) {
            String what = Texts.of("prove.aspect", difference.aspect());
            line(terminal.styled(Style.BOLD, (what + " " + difference.name()).strip()));
            shown("-", difference.before(), Style.BAD);
            shown("+", difference.after(), Style.GOOD);
        }
    }

    private void shown(String sign, String text, Style style) {
        List<String> lines = text.lines().limit(LOG_LINES).toList();
        for (String one : lines) {
            line(terminal.styled(style, "  " + sign + " " + DisplayText.escape(one, 300)));
        }
    }

    private void side(Proof.Side side, ProofListener.Which which) {
        String name = Texts.of("prove.which", which);
        side.build()
                .failure()
                .ifPresent(failure -> {
                    line(
                            failure.step()
                                    .map(s ->
                                            Texts.text(
                                                    "prove.stepFailed",
                                                    name,
                                                    at(s) + DisplayText.escape(s.text(), 200)))
                                    .orElseGet(() -> Texts.text("prove.buildFailed", name)));
                    line("  " + DisplayText.escape(failure.message(), 500));
                    last(failure.log());
                });
        side.observation()
                .filter(o ->
                        o.end() != Observation.End.ANSWERED && o.end() != Observation.End.EXITED)
                .ifPresent(o -> {
                    line(name + ": " + Texts.of("prove.end", o.end()));
                    last(o.lines());
                });
    }

    private static String at(BuildStep step) {
        return step.line().isPresent()
                ? Texts.text("prove.line", step.line().getAsInt()) + " "
                : "";
    }

    private void last(List<String> log) {
        log.stream()
                .skip(Math.max(0, log.size() - LOG_LINES))
                .forEach(one ->
                        line(terminal.styled(Style.DIM, "  | " + DisplayText.escape(one, 300))));
    }

    private void diagnosis(Diagnosis diagnosis) {
        line(Texts.text("prove.diagnosis", cause(diagnosis)));
        line("  " + DisplayText.escape(diagnosis.evidence(), 300));
    }

    private static String cause(Diagnosis diagnosis) {
        return Causes.sentence(diagnosis.cause());
    }

    private void line(String text) {
        terminal.out().println(text);
    }
}
