package dev.stagecraft.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One line of BuildKit's `--progress=rawjson` (buildkit `client/graph.go`, `SolveStatus`).
///
/// @param vertexes steps that became known or came further
/// @param statuses how far their transfers are
/// @param logs what they printed
public record SolveStatusJson(List<Vertex> vertexes, List<Status> statuses, List<Log> logs) {
    public SolveStatusJson {
        vertexes = List.copyOf(vertexes);
        statuses = List.copyOf(statuses);
        logs = List.copyOf(logs);
    }

    /// A step.
    ///
    /// @param digest its key
    /// @param name such as `[builder 3/5] RUN make`
    /// @param started absent until it began
    /// @param completed absent until it ended
    /// @param cached whether it was taken from an earlier build
    /// @param error why it failed; may be empty
    public record Vertex(
            String digest,
            String name,
            Optional<Instant> started,
            Optional<Instant> completed,
            boolean cached,
            String error) {}

    /// A transfer of a step.
    ///
    /// @param vertex the step's key
    /// @param id what is transferred
    /// @param current bytes so far
    /// @param total bytes in all; 0 while unknown
    public record Status(String vertex, String id, long current, long total) {}

    /// Something a step printed.
    ///
    /// @param vertex the step's key
    /// @param error whether on standard error
    /// @param text with its line ends
    public record Log(String vertex, boolean error, String text) {}

    /// @throws WireFormatException when the line is no object
    public static SolveStatusJson parse(byte[] line) throws WireFormatException {
        JsonNode node = Json.object(line, "a line of the builder's progress");
        List<Vertex> vertexes = new ArrayList<>();
        for (JsonNode vertex : node.path("vertexes")) {
            vertexes.add(
                    new Vertex(
                            Json.text(vertex, "digest"),
                            Json.text(vertex, "name"),
                            Json.time(vertex.path("started")),
                            Json.time(vertex.path("completed")),
                            vertex.path("cached").asBoolean(false),
                            Json.text(vertex, "error")));
        }
        List<Status> statuses = new ArrayList<>();
        for (JsonNode status : node.path("statuses")) {
            statuses.add(
                    new Status(
                            Json.text(status, "vertex"),
                            Json.text(status, "id"),
                            status.path("current").asLong(0),
                            status.path("total").asLong(0)));
        }
        List<Log> logs = new ArrayList<>();
        for (JsonNode log : node.path("logs")) {
            try {
                logs.add(
                        new Log(
                                Json.text(log, "vertex"),
                                log.path("stream").asInt(1) == 2,
                                new String(
                                        log.path("data").binaryValue() == null
                                                ? new byte[0]
                                                : log.path("data").binaryValue(),
                                        StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new WireFormatException("a line of the builder's log is not base64", e);
            }
        }
        return new SolveStatusJson(vertexes, statuses, logs);
    }
}
