package dev.stagecraft.dockerfile;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which checks run: the value of a `check` directive, such as
/// `skip=JSONArgsRecommended;error=true`.
///
/// @param skipAll whether none run
/// @param skip names of those that do not
/// @param experimentalAll whether experimental ones run too
/// @param experimental names of experimental ones that do
/// @param error whether findings make the build fail
record CheckOptions(
        boolean skipAll,
        Set<String> skip,
        boolean experimentalAll,
        Set<String> experimental,
        boolean error) {
    static final CheckOptions DEFAULT = new CheckOptions(false, Set.of(), false, Set.of(), false);
    private static final int MAX_PARTS = 3;

    /// Reads a value.
    ///
    /// @throws IllegalArgumentException when it is none
    static CheckOptions parse(String value) {
        CheckOptions options = DEFAULT;
        if (value.isBlank()) {
            return options;
        }
        for (String part : value.strip().split(";", MAX_PARTS)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? "" : part.substring(0, equals).strip();
            String text = part.substring(equals + 1).strip();
            options =
                    switch (key) {
                        case "skip" ->
                                text.equals("all")
                                        ? options.with(true, Set.of())
                                        : options.with(false, names(text));
                        case "experimental" ->
                                new CheckOptions(
                                        options.skipAll,
                                        options.skip,
                                        text.equals("all"),
                                        text.equals("all") ? Set.of() : names(text),
                                        options.error);
                        case "error" ->
                                new CheckOptions(
                                        options.skipAll,
                                        options.skip,
                                        options.experimentalAll,
                                        options.experimental,
                                        bool(text, part));
                        default ->
                                throw new IllegalArgumentException(
                                        "invalid check option \"" + part + "\"");
                    };
        }
        return options;
    }

    private CheckOptions with(boolean all, Set<String> names) {
        return new CheckOptions(all, names, experimentalAll, experimental, error);
    }

    private static Set<String> names(String text) {
        Set<String> names = new HashSet<>();
        for (String name : text.split(",", -1)) {
            names.add(name.strip());
        }
        return names;
    }

    private static boolean bool(String text, String part) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "t", "true" -> true;
            case "0", "f", "false" -> false;
            default ->
                    throw new IllegalArgumentException(
                            "failed to parse check option \"" + part + "\"");
        };
    }

    /// These, and those that the comments before an instruction ask for: `# check=skip=…`.
    CheckOptions merged(List<Comment> comments) {
        for (Comment comment : comments) {
            int equals = comment.text().indexOf('=');
            if (equals > 0
                    && comment.text()
                            .substring(0, equals)
                            .strip()
                            .equalsIgnoreCase(Directive.CHECK)) {
                String value = comment.text().substring(equals + 1).strip();
                int space = value.indexOf(' ');
                try {
                    return mergedWith(parse(space < 0 ? value : value.substring(0, space)));
                } catch (IllegalArgumentException e) {
                    // A comment that only looks like a directive asks for nothing.
                    return this;
                }
            }
        }
        return this;
    }

    private CheckOptions mergedWith(CheckOptions other) {
        Set<String> skipped = new HashSet<>(skip);
        skipped.addAll(other.skip);
        Set<String> tried = new HashSet<>(experimental);
        tried.addAll(other.experimental);
        return new CheckOptions(
                skipAll || other.skipAll,
                skipped,
                experimentalAll || other.experimentalAll,
                tried,
                error);
    }

    boolean runs(Rule rule) {
        return rule.isExperimental()
                ? experimentalAll || experimental.contains(rule.ruleName())
                : !skipAll && !skip.contains(rule.ruleName());
    }
}
