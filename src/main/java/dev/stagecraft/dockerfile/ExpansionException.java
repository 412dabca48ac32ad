package dev.stagecraft.dockerfile;

/// A word whose quotes or variables cannot be resolved: an open quote, an unknown modifier, or a
/// variable that `${name:?message}` asks for.
public final class ExpansionException extends Exception {
    private static final long serialVersionUID = 1L;

    ExpansionException(String message) {
        super(message);
    }
}
