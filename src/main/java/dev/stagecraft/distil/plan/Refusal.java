package dev.stagecraft.distil.plan;

import java.util.Optional;

/// Why there is no rewrite, and what to do instead.
///
/// @param reason why it cannot be done, in one or two sentences
/// @param advice the next best step
/// @param source the line that stands in the way; absent when it is the whole
public record Refusal(String reason, String advice, Optional<LineSpan> source) {
    public static Refusal of(String reason, String advice) {
        return new Refusal(reason, advice, Optional.empty());
    }
}
