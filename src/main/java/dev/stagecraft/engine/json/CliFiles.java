package dev.stagecraft.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// The Docker command line's own files.
public final class CliFiles {
    /// A context as its `meta.json` describes it.
    ///
    /// @param name the context's name
    /// @param description may be empty
    /// @param host the address; absent when the context has no Docker endpoint
    /// @param skipVerify whether the server's certificate is not checked
    public record Context(
            String name, String description, Optional<String> host, boolean skipVerify) {}

    private CliFiles() {}

    /// Reads `contexts/meta/<sha256>/meta.json`.
    ///
    /// @throws WireFormatException when it is no object, or has no name
    public static Context context(byte[] file) throws WireFormatException {
        JsonNode node = Json.object(file, "the context's file");
        String name = Json.text(node, "Name");
        if (name.isEmpty()) {
            throw new WireFormatException("the context's file has no name", null);
        }
        JsonNode endpoint = node.path("Endpoints").path("docker");
        return new Context(
                name,
                Json.text(node.path("Metadata"), "Description"),
                Json.textIfAny(endpoint, "Host"),
                endpoint.path("SkipTLSVerify").asBoolean(false));
    }

    /// The current context in `config.json`; absent when none is set.
    ///
    /// @throws WireFormatException when the file is no object
    public static Optional<String> currentContext(byte[] file) throws WireFormatException {
        return Json.textIfAny(
                Json.object(file, "the command line's configuration"), "currentContext");
    }
}
