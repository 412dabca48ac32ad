package dev.stagecraft.distil.plan;

import java.util.Optional;

/// Why something was changed.
///
/// @param text what was done here, one sentence
/// @param lesson the rule behind it
/// @param behaviour what a user of the image will notice; absent when nothing
public record Reason(String text, Lesson lesson, Optional<String> behaviour) {
    public static Reason of(Lesson lesson, String text) {
        return new Reason(text, lesson, Optional.empty());
    }

    /// The same with what changes in behaviour.
    public Reason noticed(String change) {
        return new Reason(text, lesson, Optional.of(change));
    }
}
