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

    /// Whether it is one of those that change files, and so make a layer: `RUN`, `COPY`, `ADD`
    /// (`WORKDIR` may).
    public boolean changesFiles() {
        return switch (keyword) {
            case "RUN", "COPY", "ADD" -> true;
            default -> false;
        };
    }
}
