package dev.stagecraft.ui.files;

/// There is nothing to read, and that is no failure: a recording without files, say.
public final class FilesUnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    /// Says why.
    public FilesUnavailableException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /// Why, for a person.
    public String reason() {
        return reason;
    }
}
