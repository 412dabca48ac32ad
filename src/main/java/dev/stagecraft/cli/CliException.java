package dev.stagecraft.cli;

import java.io.Serial;

/// A command failed for a reason that a person can act on: one line that says what and what to do.
final class CliException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    CliException(String line) {
        super(line);
    }

    CliException(String line, Throwable cause) {
        super(line, cause);
    }
}
