package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Removes quotes and escapes from a word of a Dockerfile and replaces its variables, as BuildKit
/// does in ADD, COPY, ENV, EXPOSE, FROM, LABEL, STOPSIGNAL, USER, VOLUME, WORKDIR, ARG and the
/// flags of COPY, ADD and RUN (Dockerfile reference, "Environment replacement").
///
/// Modifiers: `:-` `-` `:+` `+` `:?` `?` `#` `##` `%` `%%` `/` `//`.
public final class WordExpansion {
    /// What is left as it is.
    private enum Keep {
        QUOTES,
        ESCAPES,
        QUOTES_UNREAD,
        UNSET
    }

    private final char escape;
    private final Set<Keep> keep;

    private WordExpansion(char escape, Set<Keep> keep) {
        this.escape = escape;
        this.keep = keep;
    }

    /// With the file's escape character.
    public static WordExpansion with(char escape) {
        return new WordExpansion(escape, Set.of());
    }

    /// Variables that are not set stay as written.
    public WordExpansion keepingUnset() {
        return keeping(Keep.UNSET);
    }

    /// Quotes stay, but are still obeyed: nothing is replaced in single quotes.
    public WordExpansion keepingQuotes() {
        return keeping(Keep.QUOTES);
    }

    /// Escape characters stay, but are still obeyed.
    public WordExpansion keepingEscapes() {
        return keeping(Keep.ESCAPES);
    }

    /// Quotes are characters like others, as in the content of a here-document.
    public WordExpansion ignoringQuotes() {
        return keeping(Keep.QUOTES_UNREAD);
    }

    private WordExpansion keeping(Keep more) {
        Set<Keep> all = new LinkedHashSet<>(keep);
        all.add(more);
        return new WordExpansion(escape, Set.copyOf(all));
    }

    /// What came out.
    ///
    /// @param text the whole, spaces kept
    /// @param words the whole split at spaces that are not quoted, also those that variables
    ///   brought
    /// @param matched the variables looked up and found
    /// @param unmatched the variables looked up and not found
    public record Result(
            String text, List<String> words, Set<String> matched, Set<String> unmatched) {}

    /// Expands a text.
    ///
    /// @throws ExpansionException when a quote or a brace is open, a modifier is unknown, or a
    ///   variable is missing that must be there
    public Result expand(String text, Variables variables) throws ExpansionException {
        Reading reading = new Reading(text, variables);
        Reading.Part part = reading.until(Reading.END, keep.contains(Keep.ESCAPES));
        return new Result(part.text, List.copyOf(part.words), reading.matched, reading.unmatched);
    }

    private final class Reading {
        static final int END = -1;
        private static final int MAX_DEPTH = 200;

        /// The longest string that Linux starts a program with (`MAX_ARG_STRLEN`, execve(2)):
        /// variables that are made of each other ten times over would fill any memory.
        private static final int MAX_LENGTH = 128 << 10;

        private final int[] in;
        private final Variables variables;
        private final Set<String> matched = new LinkedHashSet<>();
        private final Set<String> unmatched = new LinkedHashSet<>();
        private int at;
        private int depth;
        private boolean rawEscapes = keep.contains(Keep.ESCAPES);

        Reading(String text, Variables variables) {
            this.in = text.codePoints().toArray();
            this.variables = variables;
        }

        record Part(String text, List<String> words) {}

        private int peek() {
            return at < in.length ? in[at] : END;
        }

        private int next() {
            return at < in.length ? in[at++] : END;
        }

        Part until(int stop, boolean raw) throws ExpansionException {
            if (++depth > MAX_DEPTH) {
                throw new ExpansionException("substitutions are nested too deeply");
            }
            boolean before = rawEscapes;
            rawEscapes = raw;
            try {
                return until(stop);
            } finally {
                rawEscapes = before;
                depth--;
            }
        }

        private Part until(int stop) throws ExpansionException {
            StringBuilder text = new StringBuilder();
            WordList words = new WordList();
            boolean quotes = !keep.contains(Keep.QUOTES_UNREAD);
            while (at < in.length) {
                int c = peek();
                if (c == stop) {
                    at++;
                    return new Part(text.toString(), words.finish());
                }
                if (c == '$') {
                    String value = dollar();
                    append(text, value);
                    words.add(value);
                } else if (c == '<') {
                    String marker = possibleHeredoc();
                    text.append(marker);
                    words.addRaw(marker);
                } else if (quotes && (c == '\'' || c == '"')) {
                    String quoted = c == '"' ? doubleQuotes() : singleQuotes();
                    text.append(quoted);
                    words.addRaw(quoted);
                } else if (c == escape) {
                    at++;
                    if (rawEscapes) {
                        text.append(escape);
                        words.addRaw(String.valueOf(escape));
                    }
                    int escaped = next();
                    if (escaped == END) {
                        break;
                    }
                    text.appendCodePoint(escaped);
                    words.addRaw(Character.toString(escaped));
                } else {
                    at++;
                    text.appendCodePoint(c);
                    words.add(Character.toString(c));
                }
            }
            if (stop != END) {
                throw new ExpansionException(
                        "unexpected end of statement while looking for matching "
                                + Character.toString(stop));
            }
            return new Part(text.toString(), words.finish());
        }

        private void append(StringBuilder out, String value) throws ExpansionException {
            if (out.length() + value.length() > MAX_LENGTH) {
                throw tooLong();
            }
            out.append(value);
        }

        private ExpansionException tooLong() {
            return new ExpansionException(
                    "the value is longer than the " + MAX_LENGTH + " characters that can be");
        }

        private String singleQuotes() throws ExpansionException {
            StringBuilder out = new StringBuilder();
            quote(out, next());
            while (true) {
                int c = next();
                if (c == END) {
                    throw new ExpansionException(
                            "unexpected end of statement while looking for matching single-quote");
                }
                if (c == '\'') {
                    quote(out, c);
                    return out.toString();
                }
                out.appendCodePoint(c);
            }
        }

        private void quote(StringBuilder out, int quote) {
            if (keep.contains(Keep.QUOTES)) {
                out.appendCodePoint(quote);
            }
        }

        private String doubleQuotes() throws ExpansionException {
            StringBuilder out = new StringBuilder();
            quote(out, next());
            while (true) {
                int c = peek();
                if (c == END) {
                    throw new ExpansionException(
                            "unexpected end of statement while looking for matching double-quote");
                }
                if (c == '"') {
                    quote(out, next());
                    return out.toString();
                }
                if (c == '$') {
                    append(out, dollar());
                    continue;
                }
                at++;
                if (c == escape) {
                    if (rawEscapes) {
                        out.append(escape);
                    }
                    int escaped = peek();
                    if (escaped == END) {
                        continue;
                    }
                    if (escaped == '"' || escaped == '$' || escaped == escape) {
                        c = next();
                    }
                }
                out.appendCodePoint(c);
            }
        }

        private String dollar() throws ExpansionException {
            at++;
            if (peek() != '{') {
                String name = name();
                if (name.isEmpty()) {
                    return "$";
                }
                String value = lookUp(name);
                return value == null ? unset("$" + name) : value;
            }
            at++;
            switch (peek()) {
                case END -> throw new ExpansionException("syntax error: missing '}'");
                case '{', '}', ':' ->
                        throw new ExpansionException("syntax error: bad substitution");
                default -> {}
            }
            String name = name();
            int modifier = next();
            return switch (modifier) {
                case '}' -> {
                    String value = lookUp(name);
                    yield value == null ? unset("${" + name + "}") : value;
                }
                case ':' -> modified(name, next(), true);
                case '+', '-', '?', '#', '%' -> modified(name, modifier, false);
                case '/' -> replaced(name);
                default -> throw unsupported(modifier, false);
            };
        }

        private String unset(String written) {
            return keep.contains(Keep.UNSET) ? written : "";
        }

        private ExpansionException unsupported(int modifier, boolean colon) {
            return modifier == END
                    ? new ExpansionException("syntax error: missing '}'")
                    : new ExpansionException(
                            "unsupported modifier ("
                                    + (colon ? ":" : "")
                                    + Character.toString(modifier)
                                    + ") in substitution");
        }

        private String modified(String name, int modifier, boolean emptyIsUnset)
                throws ExpansionException {
            boolean trims = modifier == '#' || modifier == '%';
            if (modifier == END || (emptyIsUnset && trims)) {
                throw unsupported(modifier, emptyIsUnset);
            }
            String word = braced('}', trims, "syntax error: missing '}'");
            String value = lookUp(name);
            if (value == null && keep.contains(Keep.UNSET)) {
                String sign = (emptyIsUnset ? ":" : "") + Character.toString(modifier);
                return "${" + name + sign + word + "}";
            }
            String whole = value == null ? "" : value;
            boolean missing = value == null || (emptyIsUnset && whole.isEmpty());
            return switch (modifier) {
                case '-' -> missing ? word : whole;
                case '+' -> missing ? "" : word;
                case '?' -> {
                    if (missing) {
                        String why =
                                value == null
                                        ? "is not allowed to be unset"
                                        : "is not allowed to be empty";
                        throw new ExpansionException(name + ": " + (word.isEmpty() ? why : word));
                    }
                    yield whole;
                }
                case '#', '%' -> {
                    boolean longest = !word.isEmpty() && word.charAt(0) == modifier;
                    ShellPattern pattern = ShellPattern.parse(longest ? word.substring(1) : word);
                    yield modifier == '#'
                            ? pattern.trimPrefix(whole, longest)
                            : pattern.trimSuffix(whole, longest);
                }
                default -> throw unsupported(modifier, emptyIsUnset);
            };
        }

        private String replaced(String name) throws ExpansionException {
            boolean all = peek() == '/';
            if (all) {
                at++;
            }
            String pattern = braced('/', true, "syntax error: missing '/' in ${}");
            String replacement = braced('}', true, "syntax error: missing '}'");
            String value = lookUp(name);
            if (value == null && keep.contains(Keep.UNSET)) {
                return "${" + name + (all ? "//" : "/") + pattern + "/" + replacement + "}";
            }
            return ShellPattern.parse(pattern)
                    .replace(value == null ? "" : value, replacement, all, MAX_LENGTH)
                    .orElseThrow(this::tooLong);
        }

        private String braced(int stop, boolean raw, String atEnd) throws ExpansionException {
            try {
                return until(stop, raw).text;
            } catch (ExpansionException e) {
                throw at >= in.length && depth < MAX_DEPTH ? new ExpansionException(atEnd) : e;
            }
        }

        private String name() {
            StringBuilder name = new StringBuilder();
            if (Character.isDigit(peek())) {
                while (Character.isDigit(peek())) {
                    name.appendCodePoint(next());
                }
                return name.toString();
            }
            if (at < in.length && "@*#?-$!".indexOf(peek()) >= 0) {
                return Character.toString(next());
            }
            while (Character.isLetterOrDigit(peek()) || peek() == '_') {
                name.appendCodePoint(next());
            }
            return name.toString();
        }

        private String possibleHeredoc() {
            at++;
            if (peek() != '<') {
                return "<";
            }
            at++;
            StringBuilder out = new StringBuilder("<<");
            while (peek() == ' ' || peek() == '\t' || peek() == '\r') {
                out.appendCodePoint(next());
            }
            return out.toString();
        }

        private @Nullable String lookUp(String name) {
            String value = variables.get(name).orElse(null);
            (value == null ? unmatched : matched).add(name);
            return value;
        }
    }

    /// Splits at spaces, except where text is added raw.
    private static final class WordList {
        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();

        void add(String text) {
            text.codePoints()
                    .forEach(c -> {
                        if (!Space.isSpace(c)) {
                            word.appendCodePoint(c);
                        } else if (!word.isEmpty()) {
                            finish();
                        }
                    });
        }

        void addRaw(String text) {
            word.append(text);
        }

        List<String> finish() {
            if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            return words;
        }
    }
}
