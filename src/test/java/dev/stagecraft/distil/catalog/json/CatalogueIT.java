package dev.stagecraft.distil.catalog.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagecraft.distil.catalog.Catalogue;
import dev.stagecraft.distil.catalog.DistrolessImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares the catalogue with the images that an engine has.
class CatalogueIT {
    private static final Catalogue CATALOGUE = CatalogueReader.bundled();

    static List<DistrolessImage> images() {
        return CATALOGUE.images();
    }

    @ParameterizedTest
    @MethodSource("images")
    void saysWhatTheImageSays(DistrolessImage image) throws Exception {
        JsonNode config = config(image.tagged(true, false));
        List<String> entrypoint = new ArrayList<>();
        config.path("Entrypoint").forEach(n -> entrypoint.add(n.asText()));
        assertThat(entrypoint).isEqualTo(image.entrypoint());
        assertThat(config.path("User").asText()).isIn("65532", "nonroot");
        List<String> env = new ArrayList<>();
        config.path("Env").forEach(n -> env.add(n.asText().replaceFirst("=.*", "")));
        assertThat(env).containsAll(image.env().keySet());
    }

    private static JsonNode config(String reference) throws IOException, InterruptedException {
        Process process;
        try {
            process =
                    new ProcessBuilder("docker", "image", "inspect", reference)
                            .redirectErrorStream(true)
                            .start();
        } catch (IOException none) {
            assumeTrue(false, "no docker command");
            throw none;
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(process.waitFor() == 0, "the engine lacks " + reference);
        return new ObjectMapper().readTree(text).path(0).path("Config");
    }
}
