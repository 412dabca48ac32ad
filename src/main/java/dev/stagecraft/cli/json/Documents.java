package dev.stagecraft.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;

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
}
