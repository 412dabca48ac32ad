package dev.stagecraft.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What an engine answers to `/info`.
///
/// @param storageDriver such as `overlay2`; may be empty
/// @param containerdStore whether images are kept in containerd's store
/// @param cpus absent when not said
/// @param memory in bytes; absent when not said
public record EngineFacts(
        String storageDriver, boolean containerdStore, OptionalInt cpus, OptionalLong memory) {
    public static final EngineFacts UNKNOWN =
            new EngineFacts("", false, OptionalInt.empty(), OptionalLong.empty());

    /// @throws WireFormatException when the answer is no object
    public static EngineFacts parse(byte[] body) throws WireFormatException {
        JsonNode node = Json.object(body, "the engine's info");
        boolean containerd = false;
        for (JsonNode pair : node.path("DriverStatus")) {
            // As `docker info` shows it: driver-type: io.containerd.snapshotter.v1
            containerd |= pair.path(1).asText("").startsWith("io.containerd.snapshotter");
        }
        return new EngineFacts(
                Json.text(node, "Driver"),
                containerd,
                Json.smallNumber(node, "NCPU"),
                Json.count(node, "MemTotal"));
    }
}
