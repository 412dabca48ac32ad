package dev.stagecraft.dockerfile;

import java.util.Locale;
import java.util.Optional;

/// Finds what a misspelt word may have meant: at most two letters away, case aside.
final class Nearest {
    private static final int TOO_FAR = 3;

    private Nearest() {}

    /// The first of the nearest; absent when none is near, or when the word is one of them.
    static Optional<String> of(String word, Iterable<String> options) {
        String wanted = word.toLowerCase(Locale.ROOT);
        int least = TOO_FAR;
        Optional<String> nearest = Optional.empty();
        for (String option : options) {
            String candidate = option.toLowerCase(Locale.ROOT);
            if (candidate.equals(wanted)) {
                return Optional.empty();
            }
            if (Math.abs(candidate.length() - wanted.length()) < least) {
                int distance = distance(wanted, candidate);
                if (distance < least) {
                    least = distance;
                    nearest = Optional.of(option);
                }
            }
        }
        return nearest;
    }

    /// How many letters must be put in, taken out or replaced (Levenshtein).
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
