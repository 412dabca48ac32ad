package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A word that opens a here-document, such as `<<EOF`, `3<<-"END"`.
///
/// @param name the end's word without quotes
/// @param expand whether no part of the name is quoted
/// @param chomp whether it is written `<<-`
/// @param fileDescriptor the number before it; 0 where there is none
record HeredocWord(String name, boolean expand, boolean chomp, int fileDescriptor) {
    private static final Pattern WORD =
            Pattern.compile("(\\d*)<<(-?)[\\t\\n\\f\\r ]*([^<]*)", Pattern.DOTALL);

    /// The escape directive is not asked here: BuildKit reads these words with a backslash always.
    private static final WordExpansion NAME = WordExpansion.with('\\').keepingUnset();

    private static final WordExpansion RAW_NAME = NAME.keepingQuotes();
    private static final WordExpansion LINE = RAW_NAME.keepingEscapes();

    /// Those of an instruction's line, in their order. A line whose quotes or variables cannot be
    /// read has none.
    static List<HeredocWord> in(String line) {
        if (!line.contains("<<")) {
            return List.of();
        }
        List<HeredocWord> found = new ArrayList<>();
        try {
            for (String word : LINE.expand(line, Variables.NONE).words()) {
                parse(word).ifPresent(found::add);
            }
        } catch (ExpansionException e) {
            return List.of();
        }
        return found;
    }

    /// The word, if it opens a here-document.
    static Optional<HeredocWord> parse(String word) {
        Matcher matcher = WORD.matcher(word);
        if (!matcher.matches() || matcher.group(3).isEmpty()) {
            return Optional.empty();
        }
        try {
            List<String> words = NAME.expand(matcher.group(3), Variables.NONE).words();
            List<String> raw = RAW_NAME.expand(matcher.group(3), Variables.NONE).words();
            if (words.size() != 1 || raw.size() != 1) {
                return Optional.empty();
            }
            boolean expand = quotes(words.getFirst()) == quotes(raw.getFirst());
            return Optional.of(
                    new HeredocWord(
                            words.getFirst(),
                            expand,
                            !matcher.group(2).isEmpty(),
                            descriptor(matcher.group(1))));
        } catch (ExpansionException e) {
            return Optional.empty();
        }
    }

    private static int descriptor(String digits) {
        try {
            return digits.isEmpty() ? 0 : Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    private static long quotes(String text) {
        return text.chars().filter(c -> c == '\'' || c == '"').count();
    }
}
