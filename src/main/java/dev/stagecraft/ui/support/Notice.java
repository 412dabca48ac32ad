package dev.stagecraft.ui.support;

/// Something a person has to know: what happened, what to do next, and the details behind it.
///
/// @param kind how bad it is
/// @param title what happened, in one line
/// @param advice what to do about it; may be empty
/// @param details for whoever looks closer, such as a stack trace; may be empty
public record Notice(Kind kind, String title, String advice, String details) {
    /// How bad it is.
    public enum Kind {
        INFORMATION,
        SUCCESS,
        WARNING,
        FAILURE
    }
}
