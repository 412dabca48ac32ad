package dev.stagecraft.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An image's configuration as `docker save` and `tar` give it: what the engine's API leaves out.
final class SavedConfig {
    private SavedConfig() {}

    /// Which steps of the image's history made no layer, the first step first.
    static List<Boolean> emptyLayers(String image, Path folder) throws IOException {
        Path archive = folder.resolve("config-of.tar");
        RealEngine.docker("save", "-o", archive.toString(), image);
        ObjectMapper mapper = new ObjectMapper();
        JsonNode manifest =
                mapper.readTree(
                        RealEngine.run(
                                Map.of(),
                                List.of("tar", "-xOf", archive.toString(), "manifest.json")));
        JsonNode config =
                mapper.readTree(
                        RealEngine.run(
                                Map.of(),
                                List.of(
                                        "tar",
                                        "-xOf",
                                        archive.toString(),
                                        manifest.path(0).path("Config").asText())));
        List<Boolean> empty = new ArrayList<>();
        config.path("history").forEach(step -> empty.add(step.path("empty_layer").asBoolean()));
        return empty;
    }
}
