package dev.stagecraft.ui.compare;

/// An image has no files to be read, and that is no failure: a recording, say.
public final class NoFilesException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    /// Says why, fit to be shown.
    public NoFilesException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /// Why, for a person.
    public String reason() {
        return reason;
    }
}
