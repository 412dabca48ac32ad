package dev.stagecraft.cli.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.engine.EngineCandidate;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// What `engines --json` prints.
public final class EnginesJson {
    private EnginesJson() {}

    /// Writes the document.
    public static void write(List<EngineCandidate> engines, PrintWriter out) throws IOException {
        ObjectNode document = Documents.of("stagecraft.engines/1");
        ArrayNode array = document.putArray("engines");
        for (EngineCandidate engine : engines) {
            ObjectNode node = array.addObject();
            node.put("name", engine.name());
            node.put("origin", engine.origin().name().toLowerCase(Locale.ROOT));
            engine.address().ifPresent(a -> node.put("address", a.url()));
            node.put("current", engine.current());
            node.put("state", engine.state().name().toLowerCase(Locale.ROOT));
            if (engine.state() == EngineCandidate.State.READY) {
                node.put("product", engine.product());
                node.put("version", engine.version());
                node.put("apiVersion", engine.apiVersion());
            }
            engine.problem()
                    .ifPresent(p -> {
                        node.put("problem", String.valueOf(p.getMessage()));
                        node.put("advice", p.advice());
                    });
        }
        Documents.write(document, out);
    }
}
