package dev.stagecraft.ui.control;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Colours a Dockerfile while it is being written: any text has tokens, valid or not.
public final class DockerfileHighlighter implements Highlighter {
    private static final Set<String> INSTRUCTIONS =
            Set.of(
                    "FROM",
                    "RUN",
                    "CMD",
                    "LABEL",
                    "MAINTAINER",
                    "EXPOSE",
                    "ENV",
                    "ADD",
                    "COPY",
                    "ENTRYPOINT",
                    "VOLUME",
                    "USER",
                    "WORKDIR",
                    "ARG",
                    "ONBUILD",
                    "STOPSIGNAL",
                    "HEALTHCHECK",
                    "SHELL");
    private static final Pattern DIRECTIVE =
            Pattern.compile("#\\s*(syntax|escape|check)\\s*=.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
    private static final Pattern HEREDOC = Pattern.compile("<<(-?)([\"']?)([A-Za-z_]\\w*)\\2");
    private static final Pattern PIECE =
            Pattern.compile(
                    "(?<variable>\\$\\{[^}\\s]*}?|\\$[A-Za-z_]\\w*)"
                            + "|(?<flag>(?<=\\s)--[a-z][a-z0-9-]*)"
                            + "|(?<string>\"(?:\\\\.|[^\"\\\\])*\"?|'[^']*'?)"
                            + "|(?<name>(?i:(?<=\\s)AS)\\s+[A-Za-z][\\w.-]*)"
                            + "|\\\\.");

    @Override
    public List<Token> tokens(String text) {
        List<Token> out = new ArrayList<>();
        Deque<Heredoc> open = new ArrayDeque<>();
        char escape = '\\';
        boolean continued = false;
        boolean head = true;
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            String line = text.substring(at, end);
            String bare = line.strip();
            if (!open.isEmpty()) {
                if (open.peek().ends(line)) {
                    open.remove();
                    out.add(new Token(at, end, "string"));
                } else {
                    pieces(line, at, 0, false, out);
                }
            } else if (bare.startsWith("#")) {
                Matcher directive = DIRECTIVE.matcher(bare);
                boolean isDirective = head && directive.matches();
                if (isDirective && directive.group(1).equalsIgnoreCase("escape")) {
                    escape = bare.charAt(bare.length() - 1);
                }
                head = isDirective;
                out.add(new Token(at, end, isDirective ? "directive" : "comment"));
            } else {
                head = false;
                instruction(line, at, continued, out);
                if (!bare.isEmpty() || !continued) {
                    Matcher heredoc = HEREDOC.matcher(line);
                    while (heredoc.find()) {
                        open.add(new Heredoc(heredoc.group(3), !heredoc.group(1).isEmpty()));
                    }
                    continued = !bare.isEmpty() && bare.charAt(bare.length() - 1) == escape;
                }
            }
            at = end + 1;
        }
        return out;
    }

    private record Heredoc(String word, boolean tabs) {
        boolean ends(String line) {
            String l = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            return (tabs ? l.replaceFirst("^\t+", "") : l).equals(word);
        }
    }

    /// Colours a line of an instruction.
    private static void instruction(String line, int at, boolean continued, List<Token> out) {
        int start = 0;
        boolean from = false;
        if (!continued) {
            Matcher word = WORD.matcher(line);
            while (word.find(start) && line.substring(start, word.start()).isBlank()) {
                String name = word.group().toUpperCase(java.util.Locale.ROOT);
                if (!INSTRUCTIONS.contains(name)) {
                    break;
                }
                out.add(new Token(at + word.start(), at + word.end(), "keyword"));
                from = name.equals("FROM");
                start = word.end();
                if (!name.equals("ONBUILD") && !name.equals("HEALTHCHECK")) {
                    break;
                }
            }
        }
        pieces(line, at, start, from, out);
    }

    private static void pieces(String line, int at, int start, boolean stage, List<Token> out) {
        Matcher m = PIECE.matcher(line);
        m.region(start, line.length());
        m.useTransparentBounds(true);
        while (m.find()) {
            for (String kind : List.of("variable", "flag", "string", "name")) {
                int from = m.start(kind);
                if (from < 0 || (kind.equals("name") && !stage)) {
                    continue;
                }
                if (kind.equals("name")) {
                    out.add(new Token(at + from, at + from + 2, "keyword"));
                    int name = from + 2;
                    while (Character.isWhitespace(line.charAt(name))) {
                        name++;
                    }
                    out.add(new Token(at + name, at + m.end(), "name"));
                } else {
                    out.add(new Token(at + from, at + m.end(kind), kind));
                }
            }
        }
    }
}
