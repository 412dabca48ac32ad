package dev.stagecraft.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageReference;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// Writes documents: indented, one line feed at the end, `schema` first.
final class Documents {
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private Documents() {}

    /// An empty document of this schema, such as `stagecraft.tree/1`.
    static ObjectNode of(String schema) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("schema", schema);
        return node;
    }

    static void write(JsonNode document, PrintWriter out) throws IOException {
        JSON.writeValue(out, document);
        out.println();
        out.flush();
    }

    /// Begins a document that is written piece by piece; ends with the generator's close.
    static JsonGenerator stream(String schema, PrintWriter out) throws IOException {
        JsonGenerator json = JSON.getFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setPrettyPrinter(new DefaultPrettyPrinter());
        json.writeStartObject();
        json.writeStringField("schema", schema);
        return json;
    }

    /// The fields that say which image it is, and what was wrong with it.
    static void image(JsonGenerator json, Image image, List<String> problems) throws IOException {
        json.writeObjectFieldStart("image");
        json.writeStringField("id", image.id().toString());
        json.writeArrayFieldStart("names");
        for (ImageReference tag : image.tags()) {
            json.writeString(tag.familiar());
        }
        json.writeEndArray();
        json.writeStringField("platform", image.platform().toString());
        json.writeEndObject();
        json.writeArrayFieldStart("problems");
        for (String problem : problems) {
            json.writeString(problem);
        }
        json.writeEndArray();
    }

    /// A constant as documents spell it: in lower case with hyphens.
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
