package dev.stagecraft.distil.source;

import dev.stagecraft.dockerfile.ExpansionException;
import dev.stagecraft.dockerfile.Variables;
import dev.stagecraft.dockerfile.WordExpansion;
import java.util.Map;

/// Replaces variables as the builder does; what cannot be replaced stays as written.
final class Expander {
    private final char escape;

    Expander(char escape) {
        this.escape = escape;
    }

    String expand(String text, Map<String, String> values) {
        try {
            return WordExpansion.with(escape).expand(text, Variables.of(values)).text();
        } catch (ExpansionException unreadable) {
            return text;
        }
    }
}
