package dev.stagecraft.prove;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One way a program says what it lacks: a pattern over a line, and the cause it stands for.
///
/// The patterns hold no nested repetition, so that a hostile log costs time in proportion to its
/// length and no more.
record Symptom(Pattern pattern, Function<Matcher, Optional<Cause>> cause) {
    static Symptom of(String regex, Function<Matcher, Cause> cause) {
        return new Symptom(Pattern.compile(regex), m -> Optional.of(cause.apply(m)));
    }

    static Symptom maybe(String regex, Function<Matcher, Optional<Cause>> cause) {
        return new Symptom(Pattern.compile(regex), cause);
    }

    Optional<Cause> in(String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? cause.apply(matcher) : Optional.empty();
    }
}
