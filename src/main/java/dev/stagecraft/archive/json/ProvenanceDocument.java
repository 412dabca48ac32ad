package dev.stagecraft.archive.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.Provenance;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A build's provenance as BuildKit attests it: an in-toto statement whose predicate is SLSA
/// provenance v0.2 or v1.
public final class ProvenanceDocument {
    private static final String BUILD_ARG = "build-arg:";

    private ProvenanceDocument() {}

    /// Reads a statement, or a bare predicate.
    ///
    /// @param limit the longest document in bytes
    /// @return absent when it attests something else, such as an SBOM
    /// @throws MalformedJsonException when it is no JSON object, or too long or deep
    public static Optional<Provenance> read(byte[] bytes, int limit) throws MalformedJsonException {
        JsonNode root = Json.object(Json.read(bytes, "an attestation", limit), "an attestation");
        JsonNode predicate = root.path("predicate").isObject() ? root.path("predicate") : root;
        String type = Json.text(root, "predicateType");
        if (!type.isEmpty() && !type.startsWith("https://slsa.dev/provenance/")) {
            return Optional.empty();
        }
        JsonNode definition = predicate.path("buildDefinition");
        boolean v1 = definition.isObject();
        JsonNode request =
                v1
                        ? definition.path("externalParameters").path("request")
                        : predicate.path("invocation").path("parameters");
        JsonNode materials =
                v1 ? definition.path("resolvedDependencies") : predicate.path("materials");
        JsonNode metadata =
                v1
                        ? predicate.path("runDetails").path("metadata").path("buildkit_metadata")
                        : predicate
                                .path("metadata")
                                .path("https://mobyproject.org/buildkit@v1#metadata");
        if (!request.isObject() && !materials.isArray() && !metadata.isObject()) {
            return Optional.empty();
        }
        Map<String, String> args = Json.map(request, "args");
        Map<String, String> buildArgs = new LinkedHashMap<>();
        args.forEach((key, value) -> {
            if (key.startsWith(BUILD_ARG)) {
                buildArgs.put(key.substring(BUILD_ARG.length()), value);
            }
        });
        return Optional.of(
                new Provenance(
                        dockerfile(metadata.path("source").path("infos")),
                        Optional.ofNullable(args.get("target")).filter(t -> !t.isEmpty()),
                        buildArgs,
                        baseImages(materials).stream().toList()));
    }

    /// The first source is the Dockerfile that was built.
    private static Optional<String> dockerfile(JsonNode infos) {
        for (JsonNode info : infos) {
            String data = Json.text(info, "data");
            if (!data.isEmpty()) {
                try {
                    return Optional.of(
                            new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    // Not base64: as good as not recorded.
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /// Base images are package URLs: `pkg:docker/library/golang@1.25?platform=linux%2Famd64`.
    private static Set<ImageReference> baseImages(JsonNode materials) {
        Set<ImageReference> images = new LinkedHashSet<>();
        for (JsonNode material : materials) {
            String uri = Json.text(material, "uri");
            if (!uri.startsWith("pkg:docker/")) {
                continue;
            }
            String body = uri.substring("pkg:docker/".length());
            int query = body.indexOf('?');
            if (query >= 0) {
                body = body.substring(0, query);
            }
            try {
                String name = URLDecoder.decode(body.replace("+", "%2B"), StandardCharsets.UTF_8);
                int at = name.lastIndexOf('@');
                String reference =
                        at < 0
                                ? name
                                : name.startsWith("sha256:", at + 1)
                                        ? name
                                        : name.substring(0, at) + ":" + name.substring(at + 1);
                images.add(ImageReference.parse(reference));
            } catch (IllegalArgumentException e) {
                // A name that is no reference cannot be shown as one; the other names can.
            }
        }
        return images;
    }
}
