package dev.stagecraft.dockerfile;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Recognises parser directives: `# name = value` in the lines before anything else.
final class DirectiveReader {
    private static final Pattern DIRECTIVE =
            Pattern.compile(
                    "([a-zA-Z][a-zA-Z0-9]*)[\\t\\n\\f\\r ]*=[\\t\\n\\f\\r ]*(.+?)[\\t\\n\\f\\r ]*");
    private static final Set<String> NAMES =
            Set.of(Directive.SYNTAX, Directive.ESCAPE, Directive.CHECK);

    private final String text;
    private final LineIndex index;
    private final Set<String> seen = new HashSet<>();
    private boolean done;

    DirectiveReader(String text, LineIndex index) {
        this.text = text;
        this.index = index;
    }

    /// What a line is.
    ///
    /// @param directive the directive
    /// @param repeated whether there was one of that name before, which is an error
    record Found(Directive directive, boolean repeated) {}

    /// Looks at the next line, from its first character that is no space to its end.
    Optional<Found> read(int from, int to) {
        if (done) {
            return Optional.empty();
        }
        Optional<Directive> directive = directive(from, to);
        if (directive.isEmpty()) {
            done = true;
            return Optional.empty();
        }
        return directive.map(d -> new Found(d, !seen.add(d.name())));
    }

    private Optional<Directive> directive(int from, int to) {
        if (from >= to || text.charAt(from) != '#') {
            return Optional.empty();
        }
        int start = Space.skip(text, from + 1, to);
        Matcher matcher = DIRECTIVE.matcher(text).region(start, to);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        if (!NAMES.contains(name)) {
            return Optional.empty();
        }
        return Optional.of(
                new Directive(
                        name,
                        matcher.group(2),
                        index.range(from, matcher.end(2)),
                        index.range(matcher.start(2), matcher.end(2))));
    }
}
