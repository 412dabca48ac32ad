package dev.stagecraft.dockerfile;

/// A here-document of RUN, COPY or ADD.
///
/// @param name the word that ends it, without quotes; for COPY and ADD the file's name
/// @param expand whether variables in it are replaced: no part of the name is quoted
/// @param chomp whether leading tabs are dropped: written `<<-`
/// @param fileDescriptor the number before `<<`; 0 where there is none
/// @param content the lines as they are in the file, the last with its line ending
/// @param contentRange those lines
/// @param terminatorRange the line that ends it, without its line ending; empty where the file ends
///   before
public record Heredoc(
        String name,
        boolean expand,
        boolean chomp,
        int fileDescriptor,
        String content,
        SourceRange contentRange,
        SourceRange terminatorRange) {

    /// The content that reaches the shell or the file: for `<<-` without leading tabs.
    public String body() {
        if (!chomp) {
            return content;
        }
        StringBuilder out = new StringBuilder(content.length());
        boolean lineStart = true;
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (lineStart && c == '\t') {
                continue;
            }
            lineStart = c == '\n';
            out.append(c);
        }
        return out.toString();
    }
}
