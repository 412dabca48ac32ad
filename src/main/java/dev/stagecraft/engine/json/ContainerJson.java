package dev.stagecraft.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What an engine says of a container.
///
/// @param id its id
/// @param hostname the name it has for itself
/// @param running whether its process runs
/// @param exitStatus absent while it runs or when it never ran
/// @param outOfMemory whether it was ended for using too much memory
/// @param error why it could not be started; may be empty
/// @param pid absent while it does not run
/// @param started absent when it never was
/// @param finished absent when it has not ended
/// @param addresses in its networks
/// @param published host ports by container ports
/// @param user may be empty
public record ContainerJson(
        String id,
        String hostname,
        boolean running,
        OptionalInt exitStatus,
        boolean outOfMemory,
        String error,
        OptionalInt pid,
        Optional<Instant> started,
        Optional<Instant> finished,
        List<String> addresses,
        Map<Integer, Integer> published,
        String user) {
    /// Reads the answer to `/containers/{id}/json`.
    ///
    /// @throws WireFormatException when it is no object
    public static ContainerJson parse(byte[] answer) throws WireFormatException {
        JsonNode node = Json.object(answer, "the engine's description of a container");
        JsonNode state = node.path("State");
        boolean running = state.path("Running").asBoolean(false);
        Optional<Instant> started = Json.time(state.path("StartedAt"));
        boolean ended = !running && started.isPresent();
        int pid = state.path("Pid").asInt(0);
        return new ContainerJson(
                Json.text(node, "Id"),
                Json.text(node.path("Config"), "Hostname"),
                running,
                ended ? Json.smallNumber(state, "ExitCode") : OptionalInt.empty(),
                state.path("OOMKilled").asBoolean(false),
                Json.text(state, "Error"),
                pid > 0 ? OptionalInt.of(pid) : OptionalInt.empty(),
                started,
                ended ? Json.time(state.path("FinishedAt")) : Optional.empty(),
                addresses(node.path("NetworkSettings").path("Networks")),
                published(node.path("NetworkSettings").path("Ports")),
                Json.text(node.path("Config"), "User"));
    }

    private static List<String> addresses(JsonNode networks) {
        List<String> list = new ArrayList<>();
        networks.forEach(network -> Json.textIfAny(network, "IPAddress").ifPresent(list::add));
        return list;
    }

    private static Map<Integer, Integer> published(JsonNode ports) {
        Map<Integer, Integer> map = new LinkedHashMap<>();
        for (String key : Json.keys(ports)) {
            String host = Json.text(ports.path(key).path(0), "HostPort");
            String port = key.endsWith("/tcp") ? key.substring(0, key.length() - 4) : "";
            if (port.matches("[0-9]{1,5}") && host.matches("[0-9]{1,5}")) {
                map.put(Integer.valueOf(port), Integer.valueOf(host));
            }
        }
        return map;
    }

    /// How many bytes a container has written, in the answer to `/containers/{id}/json?size=1`;
    /// absent when the engine did not count.
    ///
    /// @throws WireFormatException when it is no object
    public static OptionalLong written(byte[] answer) throws WireFormatException {
        return Json.count(Json.object(answer, "the engine's description of a container"), "SizeRw");
    }

    /// The id in the answer to a creation.
    ///
    /// @throws WireFormatException when there is none
    public static String id(byte[] answer) throws WireFormatException {
        String id = Json.text(Json.object(answer, "the engine's answer to a creation"), "Id");
        if (!id.matches("[0-9a-zA-Z_.-]{1,128}")) {
            throw new WireFormatException("the engine's answer to a creation has no id", null);
        }
        return id;
    }

    /// What the engine has to say against what was created all the same; empty where nothing.
    public static String warning(byte[] answer) throws WireFormatException {
        return Json.text(Json.object(answer, "the engine's answer to a creation"), "Warning");
    }

    /// The exit status in the answer to a wait.
    ///
    /// @throws WireFormatException when there is none
    public static int waited(byte[] answer) throws WireFormatException {
        JsonNode node = Json.object(answer, "the engine's answer to a wait");
        return Json.smallNumber(node, "StatusCode")
                .orElseThrow(() ->
                        new WireFormatException(
                                "the engine's answer to a wait has no status", null));
    }

    /// The labels by id, in the answer to a list of containers or networks.
    ///
    /// @throws WireFormatException when it is no array
    public static Map<String, Map<String, String>> labels(byte[] answer)
            throws WireFormatException {
        Map<String, Map<String, String>> map = new LinkedHashMap<>();
        for (JsonNode node : Json.array(answer, "the engine's list")) {
            Json.textIfAny(node, "Id").ifPresent(id -> map.put(id, Json.map(node.path("Labels"))));
        }
        return map;
    }

    /// What was untagged and deleted, in the answer to an image's removal.
    ///
    /// @throws WireFormatException when it is no array
    public static List<String> removed(byte[] answer) throws WireFormatException {
        List<String> list = new ArrayList<>();
        for (JsonNode node : Json.array(answer, "the engine's answer to a removal")) {
            Json.textIfAny(node, "Untagged").ifPresent(list::add);
            Json.textIfAny(node, "Deleted").ifPresent(list::add);
        }
        return list;
    }
}
