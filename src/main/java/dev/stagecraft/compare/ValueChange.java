package dev.stagecraft.compare;

import java.util.Optional;

/// One named value on both sides: a variable, a label.
///
/// @param name its name; not escaped
/// @param before in the first image; absent when it has none
/// @param after in the second image; absent when it has none
public record ValueChange(String name, Optional<String> before, Optional<String> after) {
    /// What became of it.
    public Change change() {
        return before.equals(after)
                ? Change.SAME
                : before.isEmpty()
                        ? Change.ADDED
                        : after.isEmpty() ? Change.REMOVED : Change.CHANGED;
    }
}
