package dev.stagecraft.dockerfile;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A Dockerfile, read without losing anything: [#toText] and [#toBytes] give back what was read,
/// character for character and byte for byte, whatever it was.
///
/// Reading never fails. What BuildKit would refuse is in [#problems], and the instructions around
/// it are there all the same.
public final class Dockerfile {
    private final String text;
    private final LineIndex index;
    private final char escape;
    private final List<Directive> directives;
    private final List<Comment> comments;
    private final List<Instruction> instructions;
    private final List<Problem> problems;

    Dockerfile(
            String text,
            LineIndex index,
            char escape,
            List<Directive> directives,
            List<Comment> comments,
            List<Instruction> instructions,
            List<Problem> problems) {
        this.text = text;
        this.index = index;
        this.escape = escape;
        this.directives = List.copyOf(directives);
        this.comments = List.copyOf(comments);
        this.instructions = List.copyOf(instructions);
        Collections.sort(problems);
        this.problems = List.copyOf(problems);
    }

    /// Reads a text.
    public static Dockerfile parse(String text) {
        return new DockerfileParser(text).parse();
    }

    /// Reads a file's bytes as UTF-8. Bytes that are none are kept, and are a problem of the file.
    public static Dockerfile parse(byte[] bytes) {
        return parse(DockerfileText.decode(bytes));
    }

    /// The text as it was read.
    public String toText() {
        return text;
    }

    /// The bytes as they were read; a fresh array.
    public byte[] toBytes() {
        return DockerfileText.encode(text);
    }

    /// The text of a range of this file.
    public String text(SourceRange range) {
        return text.substring(range.start(), range.end());
    }

    /// The escape character: a backslash, or the one of the `escape` directive.
    public char escape() {
        return escape;
    }

    /// Parser directives in their order.
    public List<Directive> directives() {
        return directives;
    }

    /// The value of a directive, such as `docker/dockerfile:1` of `syntax`; the first of that name.
    public Optional<String> directive(String name) {
        return directives.stream()
                .filter(d -> d.name().equals(name))
                .findFirst()
                .map(d -> name.equals(Directive.ESCAPE) ? d.value() : d.firstWord());
    }

    /// All comment lines in their order, also those inside of continued instructions; directives
    /// are among them.
    public List<Comment> comments() {
        return comments;
    }

    /// All instructions in their order, also those that could not be read.
    public List<Instruction> instructions() {
        return instructions;
    }

    /// What is wrong with the file, by place.
    public List<Problem> problems() {
        return problems;
    }

    /// Whether a build would stop while reading the file.
    public boolean hasErrors() {
        return problems.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
    }

    /// How many lines the file has; an empty one has none.
    public int lineCount() {
        return text.isEmpty() ? 0 : index.count();
    }

    /// The line's content without its line ending.
    ///
    /// @param line counted from 1
    public String line(int line) {
        return text.substring(index.start(line - 1), index.contentEnd(line - 1));
    }

    /// The range from one offset to another, with lines and columns.
    public SourceRange range(int start, int end) {
        return index.range(start, end);
    }

    /// The whole lines of an instruction: from the start of its first line to after the line ending
    /// of its last, comments before it not included.
    public SourceRange lines(Instruction instruction) {
        SourceRange range = instruction.range();
        return index.range(index.start(range.startLine() - 1), index.end(range.endLine() - 1));
    }

    /// The instruction on this line, counted from 1; absent for comments and blank lines.
    public Optional<Instruction> instructionAt(int line) {
        return instructions.stream().filter(i -> i.range().touchesLine(line)).findFirst();
    }

    /// What the file's lines end with: that of the first line, `\n` where there is none.
    public String lineEnding() {
        int first = text.indexOf('\n');
        return first > 0 && text.charAt(first - 1) == '\r' ? "\r\n" : "\n";
    }

    /// The file's text.
    @Override
    public String toString() {
        return text;
    }
}
