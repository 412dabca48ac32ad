package dev.stagecraft.dockerfile;

import java.util.Map;
import java.util.Optional;

/// Looks up variables by name.
@FunctionalInterface
public interface Variables {
    /// Knows none.
    Variables NONE = name -> Optional.empty();

    /// The value; absent where the variable is not set.
    Optional<String> get(String name);

    /// Those of the map.
    static Variables of(Map<String, String> values) {
        Map<String, String> copy = Map.copyOf(values);
        return name -> Optional.ofNullable(copy.get(name));
    }
}
