package dev.stagecraft.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.DisplayText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// The fields of one JSON object, each read with its kind checked: a recording comes from anyone.
final class JsonFields {
    private static final int MAX_STRINGS = 100_000;

    private final JsonNode node;
    private final String path;

    private JsonFields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    static JsonFields of(JsonNode node, String path) throws RecordingException {
        if (!node.isObject()) {
            throw new RecordingException(path + " is no object");
        }
        return new JsonFields(node, path);
    }

    RecordingException wrong(String field, String why) {
        return new RecordingException(path + "." + field + " " + why);
    }

    JsonNode node(String field) throws RecordingException {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            throw wrong(field, "is missing");
        }
        return value;
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    JsonFields object(String field) throws RecordingException {
        return of(node(field), path + "." + field);
    }

    Optional<JsonFields> optionalObject(String field) throws RecordingException {
        return has(field) ? Optional.of(object(field)) : Optional.empty();
    }

    List<JsonFields> objects(String field, int limit) throws RecordingException {
        JsonNode array = array(field, limit);
        List<JsonFields> all = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            all.add(of(array.get(i), path + "." + field + "[" + i + "]"));
        }
        return all;
    }

    private JsonNode array(String field, int limit) throws RecordingException {
        JsonNode array = node(field);
        if (!array.isArray()) {
            throw wrong(field, "is no list");
        }
        if (array.size() > limit) {
            throw wrong(field, "has more than " + limit + " entries");
        }
        return array;
    }

    String string(String field) throws RecordingException {
        JsonNode value = node(field);
        if (!value.isTextual()) {
            throw wrong(field, "is no text");
        }
        return value.textValue();
    }

    Optional<String> optionalString(String field) throws RecordingException {
        return has(field) ? Optional.of(string(field)) : Optional.empty();
    }

    List<String> strings(String field) throws RecordingException {
        JsonNode array = array(field, MAX_STRINGS);
        List<String> all = new ArrayList<>(array.size());
        for (JsonNode value : array) {
            if (!value.isTextual()) {
                throw wrong(field, "holds something that is no text");
            }
            all.add(value.textValue());
        }
        return all;
    }

    List<String> optionalStrings(String field) throws RecordingException {
        return has(field) ? strings(field) : List.of();
    }

    SequencedMap<String, String> optionalMap(String field) throws RecordingException {
        SequencedMap<String, String> map = new LinkedHashMap<>();
        if (has(field)) {
            JsonFields object = object(field);
            for (Map.Entry<String, JsonNode> entry : object.node.properties()) {
                if (!entry.getValue().isTextual()) {
                    throw wrong(field, "holds something that is no text");
                }
                map.put(entry.getKey(), entry.getValue().textValue());
            }
        }
        return map;
    }

    boolean bool(String field) throws RecordingException {
        JsonNode value = node(field);
        if (!value.isBoolean()) {
            throw wrong(field, "is neither true nor false");
        }
        return value.booleanValue();
    }

    /// False where it is missing.
    boolean optionalBool(String field) throws RecordingException {
        return has(field) && bool(field);
    }

    /// A number of bytes: whole and not negative.
    long size(String field) throws RecordingException {
        JsonNode value = node(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw wrong(field, "is no number of bytes");
        }
        return value.longValue();
    }

    OptionalLong optionalSize(String field) throws RecordingException {
        return has(field) ? OptionalLong.of(size(field)) : OptionalLong.empty();
    }

    int integer(String field) throws RecordingException {
        JsonNode value = node(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(field, "is no whole number");
        }
        return value.intValue();
    }

    OptionalInt optionalInt(String field) throws RecordingException {
        return has(field) ? OptionalInt.of(integer(field)) : OptionalInt.empty();
    }

    Optional<Instant> optionalInstant(String field) throws RecordingException {
        if (!has(field)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(string(field)));
        } catch (DateTimeParseException e) {
            throw wrong(field, "is no time");
        }
    }

    Digest digest(String field) throws RecordingException {
        try {
            return Digest.parse(string(field));
        } catch (IllegalArgumentException e) {
            throw wrong(field, "is no digest");
        }
    }

    Optional<Digest> optionalDigest(String field) throws RecordingException {
        return has(field) ? Optional.of(digest(field)) : Optional.empty();
    }

    <E extends Enum<E>> E constant(String field, Class<E> type) throws RecordingException {
        return constant(field, string(field), type);
    }

    <E extends Enum<E>> E constant(String field, String value, Class<E> type)
            throws RecordingException {
        for (E constant : type.getEnumConstants()) {
            if (lower(constant).equals(value)) {
                return constant;
            }
        }
        throw wrong(field, "has a value that is not known: " + DisplayText.escape(value, 60));
    }

    /// An enum's constant as the format writes it: `OWN_LAYERS` is `own-layers`.
    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static void putStrings(ObjectNode node, String field, Collection<String> values) {
        ArrayNode array = node.putArray(field);
        values.forEach(array::add);
    }
}
