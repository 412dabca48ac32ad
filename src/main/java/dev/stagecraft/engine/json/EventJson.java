package dev.stagecraft.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;

/// One line of the answer to `/events`.
///
/// @param type what it happened to
/// @param action what happened
/// @param subject the id or name of what it happened to
/// @param attributes more about it
/// @param time when
public record EventJson(
        String type, String action, String subject, Map<String, String> attributes, Instant time) {
    public EventJson {
        attributes = Map.copyOf(attributes);
    }

    /// @throws WireFormatException when the line is no object
    public static EventJson parse(byte[] line) throws WireFormatException {
        JsonNode node = Json.object(line, "an event of the engine");
        JsonNode actor = node.path("Actor");
        long nanoseconds = node.path("timeNano").asLong(0);
        return new EventJson(
                Json.text(node, "Type"),
                Json.textIfAny(node, "Action").orElse(Json.text(node, "status")),
                Json.textIfAny(actor, "ID").orElse(Json.text(node, "id")),
                Json.map(actor.path("Attributes")),
                nanoseconds > 0
                        ? Instant.ofEpochSecond(0, nanoseconds)
                        : Instant.ofEpochSecond(node.path("time").asLong(0)));
    }
}
