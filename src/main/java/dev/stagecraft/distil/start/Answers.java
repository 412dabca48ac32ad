package dev.stagecraft.distil.start;

import java.util.Map;

/// What the person answered.
public record Answers(Map<String, String> values) {
    public static final Answers NONE = new Answers(Map.of());

    public Answers {
        values = Map.copyOf(values);
    }

    /// The answer, else the default.
    public String get(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }
}
