package dev.stagecraft.prove;

import dev.stagecraft.engine.build.BuildResult;
import dev.stagecraft.prove.Observation.End;
import dev.stagecraft.prove.Proof.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the cause of a failure from what a build or a container printed.
///
/// The last lines are read first: a runtime says what ended it at the end, and what it says earlier
/// is often a warning.
public final class Diagnoser {
    /// How many of the last lines are looked at.
    private static final int LINES = 400;

    /// How much of a line is looked at, in characters.
    private static final int LINE_LENGTH = 2000;

    private Diagnoser() {}

    /// The cause of a build's failure; absent when nothing known is said.
    ///
    /// @param log what the build printed, untrusted
    public static Optional<Diagnosis> ofBuild(List<String> log) {
        return last(log, BuildSymptoms.ALL).or(() -> last(log, RunSymptoms.ALL));
    }

    /// The cause of a container's failure; absent when nothing known is said.
    ///
    /// @param log what the container and the engine printed, untrusted
    public static Optional<Diagnosis> ofRun(List<String> log) {
        return last(log, RunSymptoms.ALL);
    }

    private static Optional<Diagnosis> last(List<String> log, List<Symptom> symptoms) {
        List<String> tail =
                new ArrayList<>(log.subList(Math.max(0, log.size() - LINES), log.size()));
        for (String whole : tail.reversed()) {
            String line = whole.length() > LINE_LENGTH ? whole.substring(0, LINE_LENGTH) : whole;
            for (Symptom symptom : symptoms) {
                Optional<Cause> cause = symptom.in(line);
                if (cause.isPresent()) {
                    return Optional.of(new Diagnosis(cause.get(), line.strip()));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Integer> asked(Probe.Http probe, Side side) {
        return probe.port().isPresent()
                ? List.of(probe.port().getAsInt())
                : side.image().map(ImageRun::exposed).orElse(List.of());
    }

    /// Why a side failed; absent when it did not or nothing known is said.
    ///
    /// @param printedBefore what the original prints as well, which is no cause
    /// @param probe how it was asked; absent when nothing was run
    static Optional<Diagnosis> of(Side side, List<String> printedBefore, Optional<Probe> probe) {
        if (side.build().failure().isPresent()) {
            BuildResult.BuildFailure failure = side.build().failure().get();
            List<String> log = new ArrayList<>(failure.log());
            failure.message().lines().forEach(log::add);
            return ofBuild(log);
        }
        if (side.observation().isEmpty()) {
            return Optional.empty();
        }
        Observation seen = side.observation().get();
        if (seen.end() == End.OUT_OF_MEMORY) {
            return Optional.of(new Diagnosis(new Cause.OutOfMemory(), "out of memory"));
        }
        List<String> lines = new ArrayList<>(seen.lines());
        lines.removeAll(printedBefore);
        seen.answer().ifPresent(answer -> answer.body().lines().forEach(lines::add));
        Optional<Diagnosis> said = ofRun(lines);
        return said.isEmpty()
                        && seen.end() == End.TIMED_OUT
                        && probe.orElse(null) instanceof Probe.Http http
                ? Optional.of(new Diagnosis(new Cause.PortRefused(asked(http, side)), "no answer"))
                : said;
    }
}
