package dev.stagecraft.ui.control;

import java.util.List;

/// Finds the words of a text that are shown in a colour of their own.
@FunctionalInterface
public interface Highlighter {
    /// Everything in one colour.
    Highlighter PLAIN = text -> List.of();

    /// The coloured pieces of a text in their order, not overlapping; what lies between is plain.
    List<Token> tokens(String text);

    /// A coloured piece.
    ///
    /// @param from the place of its first character in the text
    /// @param to the place after its last
    /// @param styleClass one of `keyword`, `comment`, `string`, `variable`, `flag`, `name`,
    ///   `directive`
    record Token(int from, int to, String styleClass) {}
}
