package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The ways in which BuildKit parts an instruction's line into words.
final class WordSplitter {
    private WordSplitter() {}

    /// Flags and where the arguments after them start.
    record Flags(List<Flag> flags, int rest) {}

    /// Words parted by blanks; quotes mean nothing.
    static List<Word> blankParted(LogicalLine joined, String text, int from, int end) {
        List<Word> words = new ArrayList<>();
        int at = from;
        while (at < end) {
            int start = at;
            while (at < end && !Space.isBlank(text.charAt(at))) {
                at++;
            }
            if (at > start) {
                words.add(joined.word(start, at));
            }
            while (at < end && Space.isBlank(text.charAt(at))) {
                at++;
            }
        }
        return words;
    }

    /// Words parted by spaces outside of quotes; quotes and escapes stay in them.
    static List<Word> quoted(LogicalLine joined, String text, int from, int end, char escape) {
        List<Word> words = new ArrayList<>();
        int at = from;
        while (true) {
            at = Space.skip(text, at, end);
            if (at >= end) {
                return words;
            }
            int start = at;
            char quote = 0;
            while (at < end && (quote != 0 || !Space.isSpace(text.charAt(at)))) {
                char c = text.charAt(at);
                if (c == escape && quote != '\'') {
                    if (at + 1 == end) {
                        break;
                    }
                    at++;
                } else if (quote != 0) {
                    quote = c == quote ? 0 : quote;
                } else if (c == '\'' || c == '"') {
                    quote = c;
                }
                at++;
            }
            if (at > start) {
                words.add(joined.word(start, at));
            }
            if (at < end && text.charAt(at) == escape) {
                return words;
            }
        }
    }

    /// The flags that stand first, unquoted, up to the first word without dashes or after `--`.
    static Flags flags(LogicalLine joined, String text, int from, int end, char escape) {
        List<Flag> flags = new ArrayList<>();
        int at = from;
        while (true) {
            at = Space.skip(text, at, end);
            if (at >= end || !text.startsWith("--", at) || at + 2 > end) {
                return new Flags(List.copyOf(flags), at);
            }
            int start = at;
            StringBuilder word = new StringBuilder();
            char quote = 0;
            while (at < end && (quote != 0 || !Space.isSpace(text.charAt(at)))) {
                char c = text.charAt(at);
                if (c == escape) {
                    at++;
                    if (at < end) {
                        word.append(text.charAt(at));
                    }
                } else if (quote != 0 && c == quote) {
                    quote = 0;
                } else if (quote == 0 && (c == '\'' || c == '"')) {
                    quote = c;
                } else {
                    word.append(c);
                }
                at++;
            }
            at = Math.min(at, end);
            if (word.toString().equals("--")) {
                return new Flags(List.copyOf(flags), Space.skip(text, at, end));
            }
            flags.add(flag(word.toString(), joined.range(start, at)));
        }
    }

    private static Flag flag(String word, SourceRange range) {
        int equals = word.indexOf('=');
        return equals < 0
                ? new Flag(word.substring(2), Optional.empty(), range)
                : new Flag(
                        word.substring(2, Math.max(2, equals)),
                        Optional.of(word.substring(equals + 1)),
                        range);
    }
}
