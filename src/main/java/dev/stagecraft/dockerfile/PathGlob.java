package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.List;

/// A pattern of `*`, `**`, `?` and plain characters, compared with a path in a time that grows with
/// the product of their lengths: an ignore file comes from strangers, and a pattern with many stars
/// would keep a regular expression busy for years.
final class PathGlob {
    /// One step of the pattern.
    private enum Kind {
        /// This very character.
        PLAIN,
        /// Any one character but a slash.
        ONE,
        /// Any number of characters but slashes.
        STAR,
        /// Any number of characters.
        DEEP,
        /// The way around the folders that follow.
        AROUND,
        /// Anything that ends with a slash.
        FOLDERS
    }

    private record Step(Kind kind, int plain) {}

    private final List<Step> steps = new ArrayList<>();

    private PathGlob() {}

    /// Whether a pattern has nothing but what is compared here.
    static boolean understands(String pattern) {
        return pattern.chars().noneMatch(c -> c == '[' || c == ']' || c == '\\');
    }

    /// Reads a pattern without brackets and backslashes.
    static PathGlob of(String pattern) {
        PathGlob glob = new PathGlob();
        int[] text = pattern.codePoints().toArray();
        for (int i = 0; i < text.length; i++) {
            boolean two = text[i] == '*' && i + 1 < text.length && text[i + 1] == '*';
            if (two) {
                i += i + 2 < text.length && text[i + 2] == '/' ? 2 : 1;
                if (i + 1 == text.length) {
                    glob.add(Kind.DEEP, 0);
                } else {
                    glob.add(Kind.AROUND, 0);
                    glob.add(Kind.FOLDERS, 0);
                }
            } else {
                glob.add(
                        text[i] == '*' ? Kind.STAR : text[i] == '?' ? Kind.ONE : Kind.PLAIN,
                        text[i]);
            }
        }
        return glob;
    }

    private void add(Kind kind, int plain) {
        steps.add(new Step(kind, plain));
    }

    /// Whether the whole path fits.
    boolean matches(String path) {
        // All places of the pattern that what was read so far can have led to.
        boolean[] at = new boolean[steps.size() + 1];
        at[0] = true;
        pass(at);
        int[] text = path.codePoints().toArray();
        for (int c : text) {
            boolean[] next = new boolean[at.length];
            for (int place = 0; place < steps.size(); place++) {
                if (at[place]) {
                    step(steps.get(place), c, place, next);
                }
            }
            pass(next);
            at = next;
        }
        return at[steps.size()];
    }

    private static void step(Step step, int c, int place, boolean[] next) {
        switch (step.kind()) {
            case PLAIN -> next[place + 1] |= c == step.plain();
            case ONE -> next[place + 1] |= c != '/';
            case STAR -> next[place] |= c != '/';
            case DEEP -> next[place] |= c != '\n';
            case AROUND -> {
                // It takes no character.
            }
            case FOLDERS -> {
                next[place] |= c != '\n';
                next[place + 1] |= c == '/';
            }
        }
    }

    /// Goes on behind steps that need no character.
    private void pass(boolean[] at) {
        for (int place = 0; place < steps.size(); place++) {
            if (at[place]) {
                switch (steps.get(place).kind()) {
                    case STAR, DEEP -> at[place + 1] = true;
                    case AROUND -> {
                        at[place + 1] = true;
                        at[place + 2] = true;
                    }
                    case PLAIN, ONE, FOLDERS -> {
                        // They need one.
                    }
                }
            }
        }
    }
}
