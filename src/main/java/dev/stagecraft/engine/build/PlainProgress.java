package dev.stagecraft.engine.build;

import dev.stagecraft.engine.build.BuildStep.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads BuildKit's `--progress=plain`: blocks of `#7 …` lines, one step each, the first saying its
/// name; a block may be left and taken up again.
final class PlainProgress {
    private static final int LAST_WORDS = 60;
    private static final Pattern LINE = Pattern.compile("#(\\d{1,9}) (.*)", Pattern.DOTALL);
    private static final Pattern PRINTED =
            Pattern.compile("(\\d{1,9}\\.\\d{1,6})(?: (.*))?", Pattern.DOTALL);
    private static final Pattern DONE = Pattern.compile("DONE (\\d{1,9}(?:\\.\\d{1,6})?)s");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern TRANSFER =
            Pattern.compile(
                    "(transferring|extracting|exporting|writing|pushing|naming|sending|resolve"
                            + "|unpacking|importing|loading|sha256:[0-9a-f]{64})\\b.*",
                    Pattern.DOTALL);
    private static final Pattern BYTES =
            Pattern.compile(
                    "(\\d{1,12}(?:\\.\\d{1,6})?)(B|[kMGT]?B)(?: / (\\d{1,12}(?:\\.\\d{1,6})?)([kMGT]?B))?");
    private static final Pattern EXIT_CODE =
            Pattern.compile(".*exit code: (\\d{1,4})\\W*", Pattern.DOTALL);

    private final StepLog steps;
    private final Map<String, Long> begun = new HashMap<>();
    private final Deque<String> lastWords = new ArrayDeque<>();

    PlainProgress(StepLog steps) {
        this.steps = steps;
    }

    /// Reads one line.
    void read(String text) {
        Matcher matcher = LINE.matcher(text);
        if (!matcher.matches()) {
            if (!text.isBlank()) {
                lastWords.addLast(text);
                if (lastWords.size() > LAST_WORDS) {
                    lastWords.removeFirst();
                }
            }
            return;
        }
        String key = matcher.group(1);
        String rest = matcher.group(2);
        if (!steps.knows(key)) {
            steps.know(key, StepName.parse(rest));
            begun.put(key, System.nanoTime());
            steps.change(key, s -> StepLog.with(s, State.RUNNING, s.millis()));
        } else {
            detail(key, rest);
        }
    }

    private void detail(String key, String rest) {
        Matcher done = DONE.matcher(rest);
        Matcher printed = PRINTED.matcher(rest);
        if (done.matches()) {
            long millis = Math.round(Double.parseDouble(done.group(1)) * 1000);
            steps.change(key, s -> StepLog.with(s, State.DONE, OptionalLong.of(millis)));
        } else if (rest.equals("CACHED")) {
            steps.change(key, s -> StepLog.with(s, State.CACHED, OptionalLong.of(0)));
        } else if (rest.equals("CANCELED")) {
            steps.change(key, s -> StepLog.with(s, State.CANCELLED, elapsed(key)));
        } else if (rest.startsWith("ERROR: ")) {
            failed(key, rest.substring("ERROR: ".length()));
        } else if (printed.matches()) {
            // Plain progress does not tell standard error from standard output.
            steps.print(key, printed.group(2) == null ? "" : printed.group(2), false);
        } else if (TRANSFER.matcher(rest).matches()) {
            transfer(key, rest);
        }
    }

    private void failed(String key, String message) {
        Matcher code = EXIT_CODE.matcher(message);
        if (code.matches()) {
            steps.change(key, s -> StepLog.withExitCode(s, Integer.parseInt(code.group(1))));
        }
        steps.explain(key, message);
        steps.change(key, s -> StepLog.with(s, State.FAILED, elapsed(key)));
    }

    private OptionalLong elapsed(String key) {
        Long since = begun.get(key);
        return since == null
                ? OptionalLong.empty()
                : OptionalLong.of((System.nanoTime() - since) / 1_000_000);
    }

    private void transfer(String key, String rest) {
        if (DIGEST.matcher(rest).matches()) {
            return; // the step's own digest, as older versions print it
        }
        Matcher bytes = BYTES.matcher(rest);
        if (bytes.find()) {
            OptionalLong current = bytes(bytes.group(1), bytes.group(2));
            OptionalLong total =
                    bytes.group(3) == null
                            ? OptionalLong.empty()
                            : bytes(bytes.group(3), bytes.group(4));
            steps.change(key, s -> s.withBytes(current, total));
        }
    }

    private static OptionalLong bytes(String number, String unit) {
        int power = "BkMGT".indexOf(unit.charAt(0));
        return OptionalLong.of(Math.round(Double.parseDouble(number) * Math.pow(1000, power)));
    }

    /// What was said outside of steps: after a failure, the message and where in the Dockerfile.
    List<String> lastWords() {
        return new ArrayList<>(lastWords);
    }

    /// The builder's own summary of a failure.
    Optional<String> failure() {
        return lastWords().reversed().stream()
                .filter(words -> !words.startsWith("--") && !words.startsWith(" > "))
                .findFirst();
    }
}
