package dev.stagecraft.engine.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.ImageReference;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// Reading documents with limits, and fields that may be missing, null or of another type.
final class Json {
    /// Go writes the absent time as year 1.
    private static final Instant GO_ZERO = Instant.parse("0001-01-01T00:00:00Z");

    private static final Pattern BARE_HEX = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_DOCUMENT = 64 << 20;
    private static final int MAX_NESTING = 200;

    private static final ObjectMapper MAPPER =
            new ObjectMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(MAX_NESTING)
                                            .maxDocumentLength(MAX_DOCUMENT)
                                            .maxStringLength(MAX_DOCUMENT)
                                            .build())
                            .build());

    private Json() {}

    static ObjectMapper mapper() {
        return MAPPER;
    }

    /// Reads one document.
    ///
    /// @param what what it is, for the message
    static JsonNode read(byte[] bytes, String what) throws WireFormatException {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            if (node == null || node.isMissingNode()) {
                throw new WireFormatException(what + " is empty", null);
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new WireFormatException(
                    what + " is not JSON: " + DisplayText.escape(e.getOriginalMessage(), 300), e);
        } catch (WireFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new WireFormatException(what + " cannot be read", e);
        }
    }

    static JsonNode object(byte[] bytes, String what) throws WireFormatException {
        JsonNode node = read(bytes, what);
        if (!node.isObject()) {
            throw new WireFormatException(
                    what + " should be an object, and is " + kind(node), null);
        }
        return node;
    }

    static JsonNode array(byte[] bytes, String what) throws WireFormatException {
        JsonNode node = read(bytes, what);
        if (!node.isArray() && !node.isNull()) {
            throw new WireFormatException(what + " should be an array, and is " + kind(node), null);
        }
        return node;
    }

    private static String kind(JsonNode node) {
        return node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    /// The text of a field; empty when it is missing, null or not a scalar.
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        // Jackson's text of null is "null".
        return value.isNull() ? "" : value.asText("");
    }

    static Optional<String> textIfAny(JsonNode node, String field) {
        String text = text(node, field);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    static OptionalLong number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNumber() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
    }

    static OptionalInt smallNumber(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.canConvertToInt() ? OptionalInt.of(value.asInt()) : OptionalInt.empty();
    }

    /// A number that engines write as -1 when they did not count.
    static OptionalLong count(JsonNode node, String field) {
        OptionalLong value = number(node, field);
        return value.isPresent() && value.getAsLong() >= 0 ? value : OptionalLong.empty();
    }

    static List<String> texts(JsonNode array) {
        List<String> list = new ArrayList<>();
        if (array.isArray()) {
            array.forEach(item -> {
                if (!item.isNull()) {
                    list.add(item.asText(""));
                }
            });
        }
        return list;
    }

    static Optional<List<String>> textsIfAny(JsonNode array) {
        return array.isArray() && !array.isEmpty() ? Optional.of(texts(array)) : Optional.empty();
    }

    static List<String> keys(JsonNode object) {
        List<String> list = new ArrayList<>();
        object.fieldNames().forEachRemaining(list::add);
        return list;
    }

    static SequencedMap<String, String> map(JsonNode object) {
        SequencedMap<String, String> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            map.put(entry.getKey(), entry.getValue().asText(""));
        }
        return map;
    }

    /// An image's id, with or without its algorithm.
    static Optional<Digest> id(String text) {
        if (Digest.isValid(text)) {
            return Optional.of(Digest.parse(text));
        }
        return BARE_HEX.matcher(text).matches()
                ? Optional.of(Digest.sha256(text))
                : Optional.empty();
    }

    static List<ImageReference> references(JsonNode array) {
        return texts(array).stream()
                .map(ImageReference::tryParse)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /// A time as RFC 3339 or as seconds since 1970; absent when missing, malformed, or one of the
    /// values that stand for "not recorded": Go's zero time and second 0.
    static Optional<Instant> time(JsonNode value) {
        Optional<Instant> time = Optional.empty();
        if (value.isNumber()) {
            try {
                time = Optional.of(Instant.ofEpochSecond(value.asLong()));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        } else if (value.isTextual() && !value.asText().isEmpty()) {
            try {
                time = Optional.of(Instant.parse(value.asText()));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
        return time.filter(t -> t.isAfter(GO_ZERO) && !t.equals(Instant.EPOCH));
    }
}
