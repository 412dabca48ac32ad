package dev.stagecraft.archive.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.DisplayText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads untrusted JSON: bounded in length and depth, and lenient about what is `null` or absent,
/// as Go's reader is.
final class Json {
    private static final int MAX_DEPTH = 200;

    private Json() {}

    /// @param what the document's name, for the message
    /// @param limit the longest document in bytes
    static JsonNode read(byte[] bytes, String what, int limit) throws MalformedJsonException {
        if (bytes.length > limit) {
            throw new MalformedJsonException(what + " is longer than " + limit + " bytes");
        }
        JsonMapper mapper =
                JsonMapper.builder(
                                JsonFactory.builder()
                                        .streamReadConstraints(
                                                StreamReadConstraints.builder()
                                                        .maxNestingDepth(MAX_DEPTH)
                                                        .maxDocumentLength(limit)
                                                        .maxStringLength(limit)
                                                        .maxNameLength(65_536)
                                                        .maxNumberLength(100)
                                                        .build())
                                        .build())
                        .build();
        try {
            JsonNode node = mapper.readTree(bytes);
            if (node == null || node.isMissingNode()) {
                throw new MalformedJsonException(what + " is empty");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(
                    what
                            + " is no JSON that can be read: "
                            + DisplayText.escape(e.getOriginalMessage(), 200),
                    e);
        } catch (MalformedJsonException e) {
            throw e;
        } catch (IOException e) {
            throw new MalformedJsonException(what + " is no JSON that can be read", e);
        }
    }

    static JsonNode object(JsonNode node, String what) throws MalformedJsonException {
        if (!node.isObject()) {
            throw new MalformedJsonException(what + " is no JSON object");
        }
        return node;
    }

    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? value.textValue() : "";
    }

    static Optional<String> optionalText(JsonNode node, String field) {
        return Optional.of(text(node, field)).filter(t -> !t.isEmpty());
    }

    /// The texts of an array; absent when there is none or it is `null`.
    static Optional<List<String>> texts(JsonNode node, String field) {
        JsonNode array = node.path(field);
        if (!array.isArray()) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array) {
            if (element.isTextual()) {
                texts.add(element.textValue());
            }
        }
        return Optional.of(texts);
    }

    static SequencedMap<String, String> map(JsonNode node, String field) {
        SequencedMap<String, String> map = new LinkedHashMap<>();
        for (var entry : node.path(field).properties()) {
            if (entry.getValue().isTextual()) {
                map.put(entry.getKey(), entry.getValue().textValue());
            }
        }
        return map;
    }

    static List<String> names(JsonNode node, String field) {
        List<String> names = new ArrayList<>();
        node.path(field).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /// A digest, checked before anything is done with it.
    static Digest digest(String text, String what) throws MalformedJsonException {
        if (!Digest.isValid(text)) {
            throw new MalformedJsonException(
                    what + " names something that is no digest: " + DisplayText.escape(text, 160));
        }
        return Digest.parse(text);
    }
}
