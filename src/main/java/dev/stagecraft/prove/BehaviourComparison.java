package dev.stagecraft.prove;

import dev.stagecraft.prove.Behaviour.Aspect;
import dev.stagecraft.prove.Behaviour.Difference;
import dev.stagecraft.prove.Observation.Answer;
import dev.stagecraft.prove.Observation.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Compares what two containers did under one probe.
///
/// Of a server that answered, the answer counts and not its log: servers log times, workers and
/// versions. Of a program that ran to its end, exit status and standard output count; its standard
/// error counts too unless the exit status is 0 on both sides, because warnings of a runtime are
/// not its result.
public final class BehaviourComparison {
    /// The headers that say what an answer is; others name the server, the time or the connection.
    private static final List<String> HEADERS =
            List.of(
                    "content-type",
                    "content-encoding",
                    "location",
                    "cache-control",
                    "www-authenticate",
                    "access-control-allow-origin",
                    "allow",
                    "vary");

    private BehaviourComparison() {}

    /// Compares the two.
    ///
    /// @param before what the image before did
    /// @param after what the image after did
    public static Behaviour compare(Observation before, Observation after) {
        List<Difference> differences = new ArrayList<>();
        if (before.end() != after.end()) {
            add(differences, Aspect.END, "", before.end().name(), after.end().name());
        }
        if (!before.exitStatus().equals(after.exitStatus())) {
            add(
                    differences,
                    Aspect.EXIT_STATUS,
                    "",
                    show(before.exitStatus()),
                    show(after.exitStatus()));
        }
        if (before.answer().isPresent() && after.answer().isPresent()) {
            compare(before, before.answer().get(), after, after.answer().get(), differences);
        }
        if (before.end() == End.EXITED && after.end() == End.EXITED) {
            lines(differences, Aspect.OUTPUT, before, before.output(), after, after.output());
            boolean well =
                    before.exitStatus().equals(OptionalInt.of(0))
                            && after.exitStatus().equals(OptionalInt.of(0));
            if (!well) {
                lines(differences, Aspect.ERRORS, before, before.errors(), after, after.errors());
            }
        }
        return new Behaviour(
                differences.isEmpty(), differences, before.startMillis(), after.startMillis());
    }

    private static void compare(
            Observation before,
            Answer one,
            Observation after,
            Answer other,
            List<Difference> differences) {
        if (one.status() != other.status()) {
            add(
                    differences,
                    Aspect.HTTP_STATUS,
                    "",
                    Integer.toString(one.status()),
                    Integer.toString(other.status()));
        }
        for (String header : HEADERS) {
            String was = mask(one.headers().getOrDefault(header, ""), before.names());
            String is = mask(other.headers().getOrDefault(header, ""), after.names());
            if (!sameHeader(header, was, is)) {
                add(differences, Aspect.HEADER, header, was, is);
            }
        }
        String was = mask(one.body(), before.names());
        String is = mask(other.body(), after.names());
        Optional<String> again = one.again().map(text -> mask(text, before.names()));
        if (!Noise.sameButForWhatChanges(was, again.orElse(was), is)) {
            add(differences, Aspect.BODY, "", was, is);
        }
    }

    /// `text/html; charset=utf-8` and `text/html;charset=UTF-8` are one type.
    private static boolean sameHeader(String name, String was, String is) {
        if (!name.equals("content-type")) {
            return was.equals(is);
        }
        return was.replace(" ", "").equalsIgnoreCase(is.replace(" ", ""));
    }

    private static void lines(
            List<Difference> differences,
            Aspect aspect,
            Observation before,
            List<String> one,
            Observation after,
            List<String> other) {
        String was = mask(String.join("\n", one), before.names());
        String is = mask(String.join("\n", other), after.names());
        if (!was.equals(is)) {
            add(differences, aspect, "", was, is);
        }
    }

    /// A text of an observation as it is compared: what means nothing, such as times, host names
    /// and process numbers, is replaced by marks such as `‹time›`.
    ///
    /// @param text untrusted text of the observation's output or answer
    public static String withoutNoise(String text, Observation of) {
        return mask(text, of.names());
    }

    private static String mask(String text, Set<String> names) {
        return Noise.mask(text, names);
    }

    private static String show(OptionalInt value) {
        return value.isPresent() ? Integer.toString(value.getAsInt()) : "";
    }

    private static void add(
            List<Difference> differences, Aspect aspect, String name, String before, String after) {
        differences.add(new Difference(aspect, name, before, after));
    }
}
