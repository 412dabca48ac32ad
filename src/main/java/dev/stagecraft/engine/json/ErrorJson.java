package dev.stagecraft.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/// The body of an engine's error answer.
public final class ErrorJson {
    private ErrorJson() {}

    /// The message in the body: its `message` (Docker) or `cause` (Podman) field, or the body
    /// itself when it is no JSON.
    public static String message(byte[] body) {
        try {
            JsonNode node = Json.read(body, "the engine's error");
            String message = Json.text(node, "message");
            return message.isEmpty() ? Json.text(node, "cause") : message;
        } catch (WireFormatException e) {
            return new String(body, StandardCharsets.UTF_8).strip();
        }
    }
}
