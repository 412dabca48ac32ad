package dev.stagecraft.stage;

import java.util.List;

/// How something is known.
///
/// @param reason why it is said
/// @param facts what the reason is about, in the order that [Reason] documents; texts from images,
///   not yet escaped
public record Known(Reason reason, List<String> facts) {
    public Known {
        facts = List.copyOf(facts);
    }

    /// A reason with its facts.
    public static Known by(Reason reason, String... facts) {
        return new Known(reason, List.of(facts));
    }

    /// The kind of evidence the reason is.
    public Evidence evidence() {
        return reason.evidence();
    }
}
