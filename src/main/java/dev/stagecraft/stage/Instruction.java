package dev.stagecraft.stage;

import java.util.List;
import java.util.Optional;

/// One instruction as a Dockerfile would say it.
///
/// @param keyword the instruction's name in capitals, such as `RUN`; empty when the history does
///   not tell (an import, another builder)
/// @param arguments what follows it; may have several lines (a heredoc); not escaped
/// @param buildArgs the build arguments that a `RUN` was recorded with, as `NAME=value`
/// @param recorded the text as the builder recorded it; absent when it comes from a Dockerfile
public record Instruction(
        String keyword, String arguments, List<String> buildArgs, Optional<String> recorded) {
    public Instruction {
        buildArgs = List.copyOf(buildArgs);
    }

    /// Keyword and arguments, not escaped.
    public String text() {
        return keyword.isEmpty()
                ? arguments
                : arguments.isEmpty() ? keyword : keyword + " " + arguments;
    }

    /// The text in one line, for a row: continued lines joined, comments between them dropped, runs
    /// of spaces made one, and of a heredoc the first line with an ellipsis. Not escaped.
    public String oneLine() {
        StringBuilder out = new StringBuilder();
        String[] lines = text().split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (i > 0 && line.startsWith("#")) {
                continue;
            }
            boolean continued = line.endsWith("\\") && i < lines.length - 1;
            String part = continued ? line.substring(0, line.length() - 1).strip() : line;
            if (!part.isEmpty()) {
                out.append(out.isEmpty() ? "" : " ").append(part);
            }
            if (!continued && i < lines.length - 1 && !line.isEmpty()) {
                out.append(" …");
                break;
            }
        }
        return StepMatch.squeeze(out.toString());
    }

    /// Whether it is one of those that change files, and so make a layer: `RUN`, `COPY`, `ADD`
    /// (`WORKDIR` may).
    public boolean changesFiles() {
        return switch (keyword) {
            case "RUN", "COPY", "ADD" -> true;
            default -> false;
        };
    }
}
