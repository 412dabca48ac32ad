package dev.stagecraft.dockerfile;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// How a Dockerfile is written, so that new lines look like its own.
///
/// @param lowerCase whether keywords are in lower case, as most of the file's are
/// @param indent what the lines of a continued instruction start with; four spaces where the file
///   has none
/// @param operatorLast whether `&&` stands at the end of a line rather than at the start of the
///   next
/// @param lineEnding `\n` or `\r\n`
/// @param escape the escape character
public record DockerfileStyle(
        boolean lowerCase, String indent, boolean operatorLast, String lineEnding, char escape) {
    /// The style of the Dockerfile reference.
    public static final DockerfileStyle DEFAULT =
            new DockerfileStyle(false, "    ", false, "\n", '\\');

    /// The style of a file.
    public static DockerfileStyle of(Dockerfile file) {
        int lower = 0;
        int upper = 0;
        int last = 0;
        int first = 0;
        Map<String, Integer> indents = new HashMap<>();
        for (Instruction instruction : file.instructions()) {
            String keyword = instruction.source().keyword().text();
            lower += keyword.equals(keyword.toLowerCase(Locale.ROOT)) ? 1 : 0;
            upper += keyword.equals(keyword.toUpperCase(Locale.ROOT)) ? 1 : 0;
            int end =
                    instruction.source().heredocs().isEmpty()
                            ? instruction.range().endLine()
                            : instruction.source().arguments().range().endLine();
            for (int line = instruction.range().startLine(); line <= end; line++) {
                String text = file.line(line).stripTrailing();
                if (line > instruction.range().startLine() && !text.isBlank()) {
                    String indent = text.substring(0, Space.skip(text, 0, text.length()));
                    indents.merge(indent, 1, Integer::sum);
                    first += text.startsWith("&&", indent.length()) ? 1 : 0;
                }
                if (line < end && !text.isEmpty()) {
                    last +=
                            text.substring(0, text.length() - 1).stripTrailing().endsWith("&&")
                                    ? 1
                                    : 0;
                }
            }
        }
        String indent =
                indents.entrySet().stream()
                        .max(
                                Map.Entry.<String, Integer>comparingByValue()
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .map(Map.Entry::getKey)
                        .orElse(DEFAULT.indent);
        return new DockerfileStyle(
                lower > upper, indent, last > first, file.lineEnding(), file.escape());
    }

    /// A keyword in the file's case.
    ///
    /// @param keyword such as `FROM`
    public String keyword(String keyword) {
        return lowerCase ? keyword.toLowerCase(Locale.ROOT) : keyword.toUpperCase(Locale.ROOT);
    }
}
