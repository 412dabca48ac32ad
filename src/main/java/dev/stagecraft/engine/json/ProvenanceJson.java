package dev.stagecraft.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.Provenance;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The answer to `/images/{name}/attestations`: SLSA provenance v0.2 and v1 as BuildKit writes it
/// (buildkit `docs/attestations/slsa-definitions.md`).
public final class ProvenanceJson {
    private static final String PREFIX = "https://slsa.dev/provenance/";
    private static final String ARG = "build-arg:";

    private ProvenanceJson() {}

    /// The first provenance among the statements; absent when there is none.
    ///
    /// @throws WireFormatException when the answer is no array
    public static Optional<Provenance> parse(byte[] body) throws WireFormatException {
        for (JsonNode item : Json.array(body, "the engine's attestations of an image")) {
            JsonNode statement = item.path("Statement");
            String type =
                    Json.textIfAny(item, "PredicateType")
                            .orElse(Json.text(statement, "predicateType"));
            if (type.startsWith(PREFIX) && statement.path("predicate").isObject()) {
                return Optional.of(predicate(statement.path("predicate")));
            }
        }
        return Optional.empty();
    }

    private static Provenance predicate(JsonNode predicate) {
        boolean v1 = predicate.path("buildDefinition").isObject();
        JsonNode parameters =
                v1
                        ? predicate.path("buildDefinition").path("externalParameters")
                        : predicate.path("invocation").path("parameters");
        JsonNode request = v1 ? parameters.path("request") : parameters;
        JsonNode materials =
                v1
                        ? predicate.path("buildDefinition").path("resolvedDependencies")
                        : predicate.path("materials");
        JsonNode metadata =
                v1 ? predicate.path("runDetails").path("metadata") : predicate.path("metadata");
        JsonNode buildkit =
                metadata.path(
                        v1 ? "buildkit_metadata" : "https://mobyproject.org/buildkit@v1#metadata");
        JsonNode args = request.path("args");
        Map<String, String> buildArgs = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : args.properties()) {
            if (entry.getKey().startsWith(ARG)) {
                buildArgs.put(entry.getKey().substring(ARG.length()), entry.getValue().asText(""));
            }
        }
        return new Provenance(
                dockerfile(buildkit), Json.textIfAny(args, "target"), buildArgs, bases(materials));
    }

    private static Optional<String> dockerfile(JsonNode buildkit) {
        for (JsonNode source : buildkit.path("source").path("infos")) {
            String data = Json.text(source, "data");
            if (!data.isEmpty()) {
                try {
                    return Optional.of(
                            new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /// The images among the materials, named by package URLs such as
    /// `pkg:docker/golang@1.24?platform=linux%2Famd64`.
    private static List<ImageReference> bases(JsonNode materials) {
        List<ImageReference> bases = new ArrayList<>();
        for (JsonNode material : materials) {
            String uri = Json.text(material, "uri");
            if (uri.startsWith("pkg:docker/")) {
                String name = uri.substring("pkg:docker/".length());
                int query = name.indexOf('?');
                if (query >= 0) {
                    name = name.substring(0, query);
                }
                int at = name.lastIndexOf('@');
                if (at > 0 && !name.startsWith("sha256:", at + 1)) {
                    name = name.substring(0, at) + ":" + name.substring(at + 1);
                }
                decoded(name)
                        .flatMap(ImageReference::tryParse)
                        .filter(reference -> !bases.contains(reference))
                        .ifPresent(bases::add);
            }
        }
        return bases;
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
