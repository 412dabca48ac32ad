package dev.stagecraft.ui.files;

import dev.stagecraft.image.PathPattern;

/// How a person's filter is read.
enum FilterMode {
    TEXT,
    GLOB,
    REGEX;

    /// The pattern that a text stands for.
    ///
    /// @throws java.util.regex.PatternSyntaxException when it is not well formed
    PathPattern pattern(String text) {
        if (text.isEmpty()) {
            return PathPattern.any();
        }
        return switch (this) {
            case TEXT -> PathPattern.text(text);
            case GLOB -> PathPattern.glob(text);
            case REGEX -> PathPattern.regex(text);
        };
    }

    /// The key of its words.
    String key() {
        return "filter.mode." + name().toLowerCase(java.util.Locale.ROOT);
    }
}
