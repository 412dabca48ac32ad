package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Changes some places of a Dockerfile; every other byte stays. Places are those of the file as it
/// was read, whatever was changed before.
public final class DockerfileEditor {
    private record Change(int start, int end, String text, int order) {}

    private final Dockerfile file;
    private final List<Change> changes = new ArrayList<>();

    public DockerfileEditor(Dockerfile file) {
        this.file = file;
    }

    /// Puts a text in the place of a range.
    ///
    /// @throws IllegalArgumentException when the range overlaps one that was changed before
    public DockerfileEditor replace(SourceRange range, String text) {
        for (Change change : changes) {
            boolean apart = change.end <= range.start() || change.start >= range.end();
            if (!apart) {
                throw new IllegalArgumentException(
                        "the range at " + range + " overlaps one that was changed before");
            }
        }
        changes.add(new Change(range.start(), range.end(), text, changes.size()));
        return this;
    }

    /// Puts a text in the place of an instruction, here-documents included. Its indentation, its
    /// line ending and the comments before it stay.
    public DockerfileEditor replace(Instruction instruction, String text) {
        return replace(instruction.range(), text);
    }

    /// Removes the lines of an instruction; the comments before it stay.
    public DockerfileEditor remove(Instruction instruction) {
        return replace(file.lines(instruction), "");
    }

    /// Removes the lines of an instruction and the comment lines directly before it.
    public DockerfileEditor removeWithComments(Instruction instruction) {
        SourceRange lines = file.lines(instruction);
        int first = lines.startLine();
        List<Comment> comments = instruction.source().comments();
        for (int i = comments.size() - 1;
                i >= 0 && comments.get(i).range().startLine() == first - 1;
                i--) {
            first--;
        }
        int start = first == lines.startLine() ? lines.start() : lineStart(first);
        return replace(file.range(start, lines.end()), "");
    }

    private int lineStart(int line) {
        int at = file.toText().startsWith("\uFEFF") && line == 1 ? 1 : 0;
        for (int i = 1; i < line; i++) {
            at = file.toText().indexOf('\n', at) + 1;
        }
        return at;
    }

    /// Puts lines before those of an instruction, after the comments before it.
    ///
    /// @param lines without line endings
    public DockerfileEditor insertBefore(Instruction instruction, List<String> lines) {
        int at = file.lines(instruction).start();
        return insert(at, String.join(file.lineEnding(), lines) + file.lineEnding());
    }

    /// Puts lines after those of an instruction.
    ///
    /// @param lines without line endings
    public DockerfileEditor insertAfter(Instruction instruction, List<String> lines) {
        int at = file.lines(instruction).end();
        boolean ended = at > 0 && file.toText().charAt(at - 1) == '\n';
        String text = String.join(file.lineEnding(), lines);
        return insert(at, ended ? text + file.lineEnding() : file.lineEnding() + text);
    }

    /// Puts lines at the end of the file.
    ///
    /// @param lines without line endings
    public DockerfileEditor append(List<String> lines) {
        String text = file.toText();
        boolean ended = text.isEmpty() || text.endsWith("\n");
        return insert(
                text.length(),
                (ended ? "" : file.lineEnding())
                        + String.join(file.lineEnding(), lines)
                        + file.lineEnding());
    }

    private DockerfileEditor insert(int at, String text) {
        for (Change change : changes) {
            if (change.start < at && change.end > at) {
                throw new IllegalArgumentException(
                        "the place "
                                + file.range(at, at)
                                + " is in a range that was changed before");
            }
        }
        changes.add(new Change(at, at, text, changes.size()));
        return this;
    }

    /// Whether nothing was changed.
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /// The text with all changes.
    public String toText() {
        List<Change> sorted = new ArrayList<>(changes);
        sorted.sort(
                Comparator.comparingInt(Change::start)
                        .thenComparingInt(Change::end)
                        .thenComparingInt(Change::order));
        StringBuilder out = new StringBuilder(file.toText().length() + 256);
        int at = 0;
        for (Change change : sorted) {
            out.append(file.toText(), at, change.start).append(change.text);
            at = change.end;
        }
        return out.append(file.toText(), at, file.toText().length()).toString();
    }

    /// The changed file, read anew.
    public Dockerfile apply() {
        return Dockerfile.parse(toText());
    }
}
