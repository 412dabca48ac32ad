package dev.stagecraft.distil.plan;

import java.util.List;

/// Something that only a person knows and that changes the result.
///
/// @param key under which the answer is given
/// @param text the question
/// @param choices the possible answers; empty when any text will do
/// @param answer the answer that the result was made with: the given one, else the default
/// @param why what depends on it
public record Question(String key, String text, List<String> choices, String answer, String why) {
    public Question {
        choices = List.copyOf(choices);
    }
}
