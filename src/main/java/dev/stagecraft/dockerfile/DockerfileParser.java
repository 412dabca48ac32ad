package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Splits a Dockerfile into instructions, line by line, with the rules of BuildKit's
/// `frontend/dockerfile/parser`: what continues a line, what is a comment, what a here-document is.
final class DockerfileParser {
    /// The longest line that BuildKit reads, in bytes.
    private static final int MAX_LINE = 65_535;

    private final String text;
    private final LineIndex index;
    private final DirectiveReader directiveReader;
    private final List<Directive> directives = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Comment> pending = new ArrayList<>();
    private char escape = '\\';
    private int line;

    DockerfileParser(String text) {
        this.text = text;
        this.index = new LineIndex(text);
        this.directiveReader = new DirectiveReader(text, index);
    }

    Dockerfile parse() {
        checkEncoding();
        boolean shebang = text.startsWith("#!", index.start(0));
        if (shebang) {
            directivesAfterShebang();
        }
        while (line < index.count()) {
            int start = Space.skip(text, index.start(line), index.contentEnd(line));
            int end = index.contentEnd(line);
            checkLength();
            boolean directive = readDirective(start, end);
            if (isComment(start, end)) {
                comment(start, end, directive);
                line++;
            } else if (start == end) {
                line++;
            } else {
                instruction(start);
            }
        }
        if (instructions.isEmpty()) {
            problems.add(
                    new Problem(
                            Problem.Severity.ERROR,
                            index.range(text.length(), text.length()),
                            "file with no instructions",
                            "FROM"));
        }
        StructureRules.check(instructions, problems);
        return new Dockerfile(text, index, escape, directives, comments, instructions, problems);
    }

    private void checkEncoding() {
        int at = DockerfileText.firstEscape(text);
        if (at >= 0) {
            problems.add(
                    new Problem(
                            Problem.Severity.WARNING,
                            index.range(at, at + 1),
                            "a byte that is no UTF-8",
                            "text in UTF-8"));
        }
    }

    private void checkLength() {
        int start = index.start(line);
        int end = index.end(line);
        if (end - start > MAX_LINE / 3
                && DockerfileText.encode(text.substring(start, end)).length > MAX_LINE) {
            error(
                    index.range(start, end),
                    "dockerfile line greater than max allowed size of " + MAX_LINE,
                    "shorter lines");
        }
    }

    /// BuildKit skips `#!` when it looks for `syntax` and `check`, but not for `escape`.
    private void directivesAfterShebang() {
        DirectiveReader reader = new DirectiveReader(text, index);
        for (int at = 1; at < index.count(); at++) {
            Optional<DirectiveReader.Found> found =
                    reader.read(index.start(at), index.contentEnd(at));
            if (found.isEmpty()) {
                return;
            }
            Directive directive = found.get().directive();
            if (!found.get().repeated() && !directive.name().equals(Directive.ESCAPE)) {
                directives.add(directive);
            }
        }
    }

    private boolean readDirective(int start, int end) {
        Optional<DirectiveReader.Found> found = directiveReader.read(start, end);
        if (found.isEmpty()) {
            return false;
        }
        Directive directive = found.get().directive();
        directives.add(directive);
        if (found.get().repeated()) {
            error(
                    directive.range(),
                    "only one " + directive.name() + " parser directive can be used",
                    "no second " + directive.name());
        } else if (directive.name().equals(Directive.ESCAPE)) {
            if (directive.value().equals("\\") || directive.value().equals("`")) {
                escape = directive.value().charAt(0);
            } else {
                error(
                        directive.valueRange(),
                        "invalid escape token '" + directive.value() + "'",
                        "` or \\");
            }
        }
        return true;
    }

    private boolean isComment(int start, int end) {
        return start < end && text.charAt(start) == '#';
    }

    private void comment(int start, int end, boolean directive) {
        Comment comment = commentAt(start, end);
        comments.add(comment);
        if (comment.text().isEmpty()) {
            pending.clear();
        } else if (!directive) {
            pending.add(comment);
        }
    }

    private Comment commentAt(int start, int end) {
        int from = Space.skip(text, start + 1, end);
        int to = Space.skipBack(text, from, end);
        return new Comment(text.substring(from, to), index.range(start, end));
    }

    private void instruction(int start) {
        LogicalLine joined = new LogicalLine(index, start);
        List<Comment> inner = new ArrayList<>();
        List<SourceRange> emptyLines = new ArrayList<>();
        boolean more = appendLine(joined, start);
        line++;
        while (more && line < index.count()) {
            int from = index.start(line);
            int to = index.contentEnd(line);
            int first = Space.skip(text, from, to);
            checkLength();
            if (isComment(first, to)) {
                Comment comment = commentAt(first, to);
                inner.add(comment);
                comments.add(comment);
            } else if (first == to) {
                emptyLines.add(index.range(from, to));
            } else {
                more = appendLine(joined, from);
            }
            line++;
        }
        for (SourceRange empty : emptyLines) {
            problems.add(
                    new Problem(
                            Problem.Severity.WARNING,
                            empty,
                            "empty continuation line",
                            "a line without the blank one, or a comment"));
        }
        InstructionReader reader = new InstructionReader(joined, escape, problems);
        List<Heredoc> heredocs = List.of();
        if (reader.mayHaveHeredocs()) {
            heredocs = heredocs(joined);
        }
        int end = index.contentEnd(line - 1);
        instructions.add(
                reader.read(
                        index.range(start, Math.max(start, end)),
                        text.substring(start, Math.max(start, end)),
                        List.copyOf(pending),
                        inner,
                        heredocs));
        pending.clear();
    }

    /// Takes the current line from `from` on, without the continuation at its end.
    ///
    /// @return whether the next line continues it
    private boolean appendLine(LogicalLine joined, int from) {
        int end = index.contentEnd(line);
        int last = end;
        while (last > from && (text.charAt(last - 1) == ' ' || text.charAt(last - 1) == '\t')) {
            last--;
        }
        boolean continues =
                last > from
                        && text.charAt(last - 1) == escape
                        && (last - 1 == from || text.charAt(last - 2) != escape);
        joined.append(text, from, continues ? last - 1 : end);
        return continues;
    }

    private List<Heredoc> heredocs(LogicalLine joined) {
        List<Heredoc> found = new ArrayList<>();
        for (HeredocWord word : HeredocWord.in(joined.text())) {
            int first = line;
            while (line < index.count() && !ends(word)) {
                line++;
            }
            int from = first < index.count() ? index.start(first) : text.length();
            int to = line < index.count() ? index.start(line) : text.length();
            SourceRange terminator = index.range(to, to);
            if (line < index.count()) {
                terminator = index.range(to, index.contentEnd(line));
                line++;
            } else {
                error(
                        terminator,
                        "unterminated heredoc",
                        word.name().isEmpty() ? "an empty line" : "a line with " + word.name());
            }
            found.add(
                    new Heredoc(
                            word.name(),
                            word.expand(),
                            word.chomp(),
                            word.fileDescriptor(),
                            text.substring(from, to),
                            index.range(from, to),
                            terminator));
        }
        return found;
    }

    private boolean ends(HeredocWord word) {
        int from = index.start(line);
        int to = index.contentEnd(line);
        while (word.chomp() && from < to && text.charAt(from) == '\t') {
            from++;
        }
        return to - from == word.name().length() && text.startsWith(word.name(), from);
    }

    private void error(SourceRange range, String message, String expected) {
        problems.add(new Problem(Problem.Severity.ERROR, range, message, expected));
    }
}
