package dev.stagecraft.dockerfile;

import java.util.Arrays;
import java.util.Optional;

/// The pattern of `${name#pattern}` and its like: `*` and `?`, a backslash to take them as they
/// are, no brackets. Neither matches a line break. Matching takes pattern length × value length
/// steps at most.
final class ShellPattern {
    private static final int ANY = -1;
    private static final int MANY = -2;

    private final int[] tokens;

    private ShellPattern(int[] tokens) {
        this.tokens = tokens;
    }

    static ShellPattern parse(String pattern) throws ExpansionException {
        int[] in = pattern.codePoints().toArray();
        int[] tokens = new int[in.length];
        int count = 0;
        for (int i = 0; i < in.length; i++) {
            int c = in[i];
            if (c == '*') {
                tokens[count++] = MANY;
            } else if (c == '?') {
                tokens[count++] = ANY;
            } else if (c == '\\') {
                if (i + 1 == in.length || "*?\\}/".indexOf(in[i + 1]) < 0) {
                    throw new ExpansionException(
                            "invalid pattern (" + pattern + ") in substitution: invalid escape");
                }
                tokens[count++] = in[++i];
            } else {
                tokens[count++] = c;
            }
        }
        return new ShellPattern(Arrays.copyOf(tokens, count));
    }

    /// The value without the shortest or longest start that matches.
    String trimPrefix(String value, boolean longest) {
        int[] in = value.codePoints().toArray();
        int matched = match(in, 0, longest);
        return matched < 0 ? value : new String(in, matched, in.length - matched);
    }

    /// The value without the shortest or longest end that matches.
    String trimSuffix(String value, boolean longest) {
        int[] in = value.codePoints().toArray();
        int matched = new ShellPattern(reversed(tokens)).match(reversed(in), 0, longest);
        return matched < 0 ? value : new String(in, 0, in.length - matched);
    }

    /// The value with the first match, or all that do not overlap, replaced; longest matches.
    ///
    /// @return nothing when it would be longer than `limit`
    Optional<String> replace(String value, String replacement, boolean all, int limit) {
        int[] in = value.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        int at = 0;
        int lastEnd = -1;
        while (at <= in.length) {
            int length = match(in, at, true);
            if (length >= 0 && !(length == 0 && at == lastEnd)) {
                if (out.length() + replacement.length() > limit) {
                    return Optional.empty();
                }
                out.append(replacement);
                lastEnd = at + length;
                if (!all) {
                    return Optional.of(
                            out.append(new String(in, lastEnd, in.length - lastEnd)).toString());
                }
                at = lastEnd;
                if (length > 0) {
                    continue;
                }
            }
            if (at < in.length) {
                out.appendCodePoint(in[at]);
            }
            at++;
        }
        return Optional.of(out.toString());
    }

    /// How many code points from `from` on match; negative when none do.
    private int match(int[] in, int from, boolean longest) {
        boolean[] states = new boolean[tokens.length + 1];
        boolean[] next = new boolean[tokens.length + 1];
        states[0] = true;
        skipMany(states);
        int best = states[tokens.length] ? 0 : -1;
        for (int i = from; i < in.length && (longest || best < 0); i++) {
            boolean alive = false;
            Arrays.fill(next, false);
            for (int s = 0; s < tokens.length; s++) {
                if (!states[s]) {
                    continue;
                }
                int token = tokens[s];
                if (token == MANY && in[i] != '\n') {
                    next[s] = true;
                    alive = true;
                } else if (token == in[i] || (token == ANY && in[i] != '\n')) {
                    next[s + 1] = true;
                    alive = true;
                }
            }
            if (!alive) {
                break;
            }
            skipMany(next);
            boolean[] swap = states;
            states = next;
            next = swap;
            if (states[tokens.length]) {
                best = i - from + 1;
            }
        }
        return best;
    }

    private void skipMany(boolean[] states) {
        for (int s = 0; s < tokens.length; s++) {
            if (states[s] && tokens[s] == MANY) {
                states[s + 1] = true;
            }
        }
    }

    private static int[] reversed(int[] in) {
        int[] out = new int[in.length];
        for (int i = 0; i < in.length; i++) {
            out[i] = in[in.length - 1 - i];
        }
        return out;
    }
}
