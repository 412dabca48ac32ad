package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Splits a line into words as `sh` would, and stops at the first thing that only a shell can do.
final class ShellTokenizer {
    private static final Set<String> RESERVED =
            Set.of(
                    "!", "{", "}", "case", "do", "done", "elif", "else", "esac", "fi", "for", "if",
                    "in", "then", "until", "while");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=(.*)", Pattern.DOTALL);
    private static final Pattern BRACES = Pattern.compile(".*\\{[^{}]*(,|\\.\\.)[^{}]*}.*");

    private final String line;
    private final List<Map.Entry<String, String>> assignments = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private int at;

    ShellTokenizer(String line) {
        this.line = line;
    }

    /// Thrown to leave the reading, not seen outside.
    private static final class Stop extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient ShellCommand.NeedsShell found;

        Stop(ShellCommand.NeedsShell found) {
            super(null, null, false, false);
            this.found = found;
        }
    }

    ShellCommand read() {
        try {
            while (at < line.length()) {
                char c = line.charAt(at);
                if (c == ' ' || c == '\t') {
                    at++;
                } else if (c == '#') {
                    skipComment();
                } else if (";\n\r&|()<>".indexOf(c) >= 0) {
                    operator(c);
                } else {
                    word();
                }
            }
            if (words.isEmpty()) {
                throw stop(ShellCommand.Reason.NO_COMMAND, 0, line.length());
            }
            return new ShellCommand.Simple(assignments, words);
        } catch (Stop e) {
            return e.found;
        }
    }

    private Stop stop(ShellCommand.Reason reason, int from, int to) {
        int end = Math.min(to, line.length());
        return new Stop(new ShellCommand.NeedsShell(reason, from, line.substring(from, end)));
    }

    private void skipComment() {
        while (at < line.length() && line.charAt(at) != '\n') {
            at++;
        }
    }

    private void operator(char c) throws Stop {
        boolean doubled = at + 1 < line.length() && line.charAt(at + 1) == c;
        switch (c) {
            case '|' ->
                    throw stop(
                            doubled ? ShellCommand.Reason.AND_OR : ShellCommand.Reason.PIPE,
                            at,
                            at + (doubled ? 2 : 1));
            case '&' ->
                    throw stop(
                            doubled ? ShellCommand.Reason.AND_OR : ShellCommand.Reason.BACKGROUND,
                            at,
                            at + (doubled ? 2 : 1));
            case '<', '>' ->
                    throw stop(ShellCommand.Reason.REDIRECTION, at, at + (doubled ? 2 : 1));
            case '(', ')' -> throw stop(ShellCommand.Reason.COMPOUND, at, at + 1);
            default -> {
                int from = at;
                if (c == ';' && (doubled || words.isEmpty())) {
                    throw stop(ShellCommand.Reason.SEQUENCE, at, at + 1);
                }
                at++;
                skipToCommand();
                if (at < line.length() && !words.isEmpty()) {
                    throw stop(ShellCommand.Reason.SEQUENCE, from, from + 1);
                }
            }
        }
    }

    /// To where the next command would start, over spaces, line breaks and comments.
    private void skipToCommand() {
        while (at < line.length() && " \t\r\n#".indexOf(line.charAt(at)) >= 0) {
            if (line.charAt(at) == '#') {
                skipComment();
            } else {
                at++;
            }
        }
    }

    private void word() throws Stop {
        int start = at;
        StringBuilder word = new StringBuilder();
        StringBuilder unquoted = new StringBuilder();
        while (at < line.length() && " \t\r\n;&|()<>".indexOf(line.charAt(at)) < 0) {
            char c = line.charAt(at);
            switch (c) {
                case '\'' -> singleQuotes(word);
                case '"' -> doubleQuotes(word);
                case '\\' -> {
                    at++;
                    if (at < line.length()) {
                        if (line.charAt(at) != '\n') {
                            word.append(line.charAt(at));
                        }
                        at++;
                    } else {
                        word.append('\\');
                    }
                    unquoted.append(' ');
                }
                case '$' -> {
                    dollar();
                    word.append('$');
                    unquoted.append('$');
                    at++;
                }
                case '`' -> throw stop(ShellCommand.Reason.COMMAND_SUBSTITUTION, at, at + 1);
                default -> {
                    glob(c);
                    word.append(c);
                    unquoted.append(c);
                    at++;
                }
            }
        }
        if (at < line.length()
                && (line.charAt(at) == '<' || line.charAt(at) == '>')
                && line.substring(start, at).matches("\\d+")) {
            throw stop(ShellCommand.Reason.REDIRECTION, start, at + 1);
        }
        add(word.toString(), unquoted.toString(), start);
    }

    private void add(String word, String unquoted, int start) throws Stop {
        String written = line.substring(start, at);
        if (words.isEmpty() && RESERVED.contains(written)) {
            throw stop(ShellCommand.Reason.COMPOUND, start, at);
        }
        if (written.startsWith("~")) {
            throw stop(ShellCommand.Reason.TILDE, start, at);
        }
        if (BRACES.matcher(unquoted).matches()) {
            throw stop(ShellCommand.Reason.BRACES, start, at);
        }
        if (words.isEmpty() && ASSIGNMENT.matcher(unquoted).lookingAt()) {
            int equals = word.indexOf('=');
            if (written.startsWith("~", written.indexOf('=') + 1)) {
                throw stop(ShellCommand.Reason.TILDE, start, at);
            }
            assignments.add(Map.entry(word.substring(0, equals), word.substring(equals + 1)));
        } else {
            words.add(word);
        }
    }

    private void glob(char c) throws Stop {
        boolean bracket = c == '[' && line.indexOf(']', at + 1) > 0 && closesInWord();
        if (c == '*' || c == '?' || bracket) {
            throw stop(ShellCommand.Reason.GLOB, at, at + 1);
        }
    }

    /// Whether a bracket is closed before the word ends.
    private boolean closesInWord() {
        for (int i = at + 1;
                i < line.length() && " \t\r\n;&|()<>".indexOf(line.charAt(i)) < 0;
                i++) {
            if (line.charAt(i) == ']') {
                return true;
            }
        }
        return false;
    }

    private void dollar() throws Stop {
        if (at + 1 >= line.length()) {
            return;
        }
        char next = line.charAt(at + 1);
        if (next == '(') {
            boolean arithmetic = at + 2 < line.length() && line.charAt(at + 2) == '(';
            throw stop(
                    arithmetic
                            ? ShellCommand.Reason.VARIABLE
                            : ShellCommand.Reason.COMMAND_SUBSTITUTION,
                    at,
                    at + (arithmetic ? 3 : 2));
        }
        if (next == '{' || "@*#?-$!".indexOf(next) >= 0 || isNameCharacter(next)) {
            int end = at + 2;
            if (next == '{') {
                int close = line.indexOf('}', at);
                end = close < 0 ? line.length() : close + 1;
            } else if (isNameCharacter(next) && !Character.isDigit(next)) {
                while (end < line.length() && isNameCharacter(line.charAt(end))) {
                    end++;
                }
            }
            throw stop(ShellCommand.Reason.VARIABLE, at, end);
        }
    }

    private static boolean isNameCharacter(char c) {
        return c == '_'
                || (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z');
    }

    private void singleQuotes(StringBuilder word) throws Stop {
        int close = line.indexOf('\'', at + 1);
        if (close < 0) {
            throw stop(ShellCommand.Reason.OPEN_QUOTE, at, at + 1);
        }
        word.append(line, at + 1, close);
        at = close + 1;
    }

    private void doubleQuotes(StringBuilder word) throws Stop {
        int start = at++;
        while (at < line.length()) {
            char c = line.charAt(at);
            switch (c) {
                case '"' -> {
                    at++;
                    return;
                }
                case '$' -> {
                    dollar();
                    word.append('$');
                    at++;
                }
                case '`' -> throw stop(ShellCommand.Reason.COMMAND_SUBSTITUTION, at, at + 1);
                case '\\' -> {
                    at++;
                    if (at < line.length()) {
                        char escaped = line.charAt(at++);
                        if ("$`\"\\".indexOf(escaped) >= 0) {
                            word.append(escaped);
                        } else if (escaped != '\n') {
                            word.append('\\').append(escaped);
                        }
                    }
                }
                default -> {
                    word.append(c);
                    at++;
                }
            }
        }
        throw stop(ShellCommand.Reason.OPEN_QUOTE, start, start + 1);
    }
}
