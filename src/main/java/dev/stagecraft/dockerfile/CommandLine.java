package dev.stagecraft.dockerfile;

import java.util.List;
import java.util.stream.Stream;

/// What RUN, CMD, ENTRYPOINT and HEALTHCHECK start.
public sealed interface CommandLine {
    /// Where it is, without the instruction's keyword and flags.
    SourceRange range();

    /// The argument vector that is started where `shell` is what the shell form is run with.
    List<String> argv(List<String> shell);

    /// A command for a shell.
    ///
    /// @param text the line with continuations joined and comments between the lines dropped;
    ///   here-documents are not part of it
    /// @param range where it is
    record ShellForm(String text, SourceRange range) implements CommandLine {
        @Override
        public List<String> argv(List<String> shell) {
            return Stream.concat(shell.stream(), Stream.of(text)).toList();
        }
    }

    /// A JSON array: an argument vector that no shell sees.
    ///
    /// @param arguments each with its decoded text and, as range, its JSON string with the quotes
    /// @param range from `[` to `]`
    record ExecForm(List<Word> arguments, SourceRange range) implements CommandLine {
        public ExecForm {
            arguments = List.copyOf(arguments);
        }

        /// The decoded arguments.
        public List<String> argv() {
            return arguments.stream().map(Word::text).toList();
        }

        @Override
        public List<String> argv(List<String> shell) {
            return argv();
        }
    }
}
