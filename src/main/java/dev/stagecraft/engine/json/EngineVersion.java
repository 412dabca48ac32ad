package dev.stagecraft.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.image.Platform;
import java.util.Optional;

/// What an engine answers to `/version`.
///
/// @param product the platform's or else the first component's name; may be empty
/// @param version the engine's version; may be empty
/// @param apiVersion the newest API version that it speaks; may be empty
/// @param minApiVersion the oldest; may be empty
/// @param platform what it runs on
public record EngineVersion(
        String product,
        String version,
        String apiVersion,
        String minApiVersion,
        Platform platform) {
    /// @throws WireFormatException when the answer is no object
    public static EngineVersion parse(byte[] body) throws WireFormatException {
        JsonNode node = Json.object(body, "the engine's version");
        String product = Json.text(node.path("Platform"), "Name");
        if (product.isEmpty() || product.startsWith("Docker Engine")) {
            product = Json.text(node.path("Components").path(0), "Name");
            product = product.isEmpty() || product.equals("Engine") ? "Docker Engine" : product;
        } else if (product.startsWith("Docker Desktop")) {
            product = "Docker Desktop";
        } else if (Json.text(node.path("Components").path(0), "Name").startsWith("Podman")) {
            // Podman names the distribution as its platform.
            product = Json.text(node.path("Components").path(0), "Name");
        }
        return new EngineVersion(
                product,
                Json.text(node, "Version"),
                Json.text(node, "ApiVersion"),
                Json.text(node, "MinAPIVersion"),
                new Platform(
                        Json.textIfAny(node, "Os").orElse("linux"),
                        Json.textIfAny(node, "Arch").orElse("unknown"),
                        Optional.empty()));
    }
}
