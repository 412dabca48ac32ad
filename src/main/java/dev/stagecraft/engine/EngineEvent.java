package dev.stagecraft.engine;

import java.time.Instant;
import java.util.Map;

/// Something that happened in an engine.
///
/// @param type what it happened to: `image`, `container`, `builder`, …
/// @param action what happened: `tag`, `untag`, `delete`, `pull`, `import`, `load`, `create`,
///   `die`, …
/// @param subject the id or name of what it happened to
/// @param attributes more, such as `name` or `exitCode`
/// @param time when
public record EngineEvent(
        String type, String action, String subject, Map<String, String> attributes, Instant time) {
    public EngineEvent {
        attributes = Map.copyOf(attributes);
    }

    /// Whether the list of images may have changed by it.
    public boolean changesImages() {
        return type.equals("image");
    }
}
