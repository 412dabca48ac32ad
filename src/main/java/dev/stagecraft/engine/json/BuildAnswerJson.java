package dev.stagecraft.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.OptionalInt;

/// One line of the classic builder's answer to `/build`.
///
/// @param stream what it printed; may be empty
/// @param error why the build failed; empty while it does not
/// @param exitCode the exit status of the command that failed; absent for others
/// @param imageId an image that was made; may be empty
/// @param status what a pull does; may be empty
public record BuildAnswerJson(
        String stream, String error, OptionalInt exitCode, String imageId, String status) {
    /// @throws WireFormatException when the line is no object
    public static BuildAnswerJson parse(byte[] line) throws WireFormatException {
        JsonNode node = Json.object(line, "a line of the builder's answer");
        JsonNode detail = node.path("errorDetail");
        String error = Json.textIfAny(detail, "message").orElse(Json.text(node, "error"));
        String id = Json.text(node, "id");
        String status = Json.text(node, "status");
        return new BuildAnswerJson(
                Json.text(node, "stream"),
                error,
                detail.path("code").isInt() && detail.path("code").asInt() != 0
                        ? OptionalInt.of(detail.path("code").asInt())
                        : OptionalInt.empty(),
                Json.text(node.path("aux"), "ID"),
                id.isEmpty() || status.isEmpty() ? status : id + ": " + status);
    }

    /// A map as the engine takes build arguments and labels.
    public static String object(Map<String, String> map) {
        ObjectNode node = Json.mapper().createObjectNode();
        map.forEach(node::put);
        return node.toString();
    }
}
