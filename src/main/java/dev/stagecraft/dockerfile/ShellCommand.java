package dev.stagecraft.dockerfile;

import java.util.List;
import java.util.Map;

/// A shell form, looked at as `sh` would read it (POSIX Shell Command Language): either one plain
/// command whose words are known without running anything, or something only a shell can do.
public sealed interface ShellCommand {
    /// Reads a line.
    static ShellCommand parse(String line) {
        return new ShellTokenizer(line).read();
    }

    /// One command whose words are fixed.
    ///
    /// @param assignments variables set for it alone, as in `PORT=80 server`, in their order
    /// @param argv the words after quotes and escapes are removed; at least one
    record Simple(List<Map.Entry<String, String>> assignments, List<String> argv)
            implements ShellCommand {
        public Simple {
            assignments = List.copyOf(assignments);
            argv = List.copyOf(argv);
        }

        /// The words without a leading `exec`, which an exec form does not need; with its options
        /// they stay as they are.
        public List<String> argvWithoutExec() {
            return argv.size() > 1 && argv.getFirst().equals("exec") && !argv.get(1).startsWith("-")
                    ? argv.subList(1, argv.size())
                    : argv;
        }
    }

    /// A line that needs a shell.
    ///
    /// @param reason why
    /// @param offset where in the line, counted from 0
    /// @param text the characters there
    record NeedsShell(Reason reason, int offset, String text) implements ShellCommand {}

    /// Why a line needs a shell.
    enum Reason {
        /// `$NAME`, `${NAME…}`, `$((…))`.
        VARIABLE,
        /// `$(…)` or backquotes.
        COMMAND_SUBSTITUTION,
        /// `*`, `?`, `[…]`.
        GLOB,
        /// `~` at the start of a word.
        TILDE,
        /// `{a,b}`, which some shells expand.
        BRACES,
        /// `|`.
        PIPE,
        /// `&&` or `||`.
        AND_OR,
        /// `;` or a line break, with a command after it.
        SEQUENCE,
        /// `&` at the end.
        BACKGROUND,
        /// `<`, `>` and their like, here-documents too.
        REDIRECTION,
        /// `(…)`, `{ …; }`, `if`, `for`, `!` and the other reserved words.
        COMPOUND,
        /// A quote that is not closed.
        OPEN_QUOTE,
        /// No command: nothing, a comment, or assignments only.
        NO_COMMAND
    }
}
