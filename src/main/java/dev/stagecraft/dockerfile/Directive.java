package dev.stagecraft.dockerfile;

/// A parser directive: one of `syntax`, `escape` and `check`, in comments before anything else.
///
/// @param name in lower case
/// @param value without the spaces around it
/// @param range from the `#` to the end of the value
/// @param valueRange the value alone
public record Directive(String name, String value, SourceRange range, SourceRange valueRange) {
    public static final String SYNTAX = "syntax";
    public static final String ESCAPE = "escape";
    public static final String CHECK = "check";

    /// The value up to its first space; what follows in `syntax` and `check` is not looked at.
    public String firstWord() {
        int space = value.indexOf(' ');
        return space < 0 ? value : value.substring(0, space);
    }
}
