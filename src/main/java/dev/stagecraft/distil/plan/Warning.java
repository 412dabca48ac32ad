package dev.stagecraft.distil.plan;

import java.util.Optional;

/// What a person has to know before using the result.
///
/// @param text what may be different, and what to do about it
/// @param source the line it is about; absent when it is about the whole
public record Warning(String text, Optional<LineSpan> source) {
    public static Warning of(String text) {
        return new Warning(text, Optional.empty());
    }
}
