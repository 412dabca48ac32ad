package dev.stagecraft.distil.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the server that takes another's place says that files are. The expected types are those of
/// nginx 1.26's `mime.types` and documentation (`default_type`, `charset_types`).
class MediaTypesTest {
    private static String type(MediaTypes types, String end) {
        return types.byEnd().entrySet().stream()
                .filter(e -> Arrays.asList(e.getKey().split(" ")).contains(end))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(types.otherwise());
    }

    private static MediaTypes of(String config) {
        return NginxConfig.parse(config).types();
    }

    @Test
    void aServerBlockHasTheTypesOfThePackage() {
        MediaTypes types = of("server { listen 80; root /srv; }");
        assertThat(type(types, "html")).isEqualTo("text/html");
        assertThat(type(types, "js")).isEqualTo("application/javascript");
        assertThat(type(types, "css")).isEqualTo("text/css");
        assertThat(type(types, "svg")).isEqualTo("image/svg+xml");
        assertThat(type(types, "wasm")).isEqualTo("application/wasm");
        assertThat(type(types, "woff2")).isEqualTo("font/woff2");
        assertThat(type(types, "ttf")).isEqualTo("application/octet-stream");
        assertThat(type(types, "")).isEqualTo("application/octet-stream");
    }

    @Test
    void aCharacterSetIsAddedWhereNginxAddsIt() {
        MediaTypes types = of("server { charset utf-8; root /srv; }");
        assertThat(type(types, "html")).isEqualTo("text/html; charset=utf-8");
        assertThat(type(types, "js")).isEqualTo("application/javascript; charset=utf-8");
        assertThat(type(types, "css")).isEqualTo("text/css");
        assertThat(type(types, "png")).isEqualTo("image/png");
        assertThat(type(of("server { charset off; }"), "html")).isEqualTo("text/html");
    }

    @Test
    void typesOfTheConfigurationTakeThePlaceOfOthers() {
        MediaTypes types =
                of(
                        """
                        server {
                            types { text/javascript js mjs; text/html html; }
                            default_type text/plain;
                        }
                        """);
        assertThat(type(types, "mjs")).isEqualTo("text/javascript");
        assertThat(type(types, "html")).isEqualTo("text/html");
        assertThat(type(types, "css")).isEqualTo("text/plain");
    }

    @Test
    void aWholeConfigurationWithoutTheListKnowsThreeTypes() {
        MediaTypes bare = of("http { server { listen 80; } }");
        assertThat(type(bare, "html")).isEqualTo("text/html");
        assertThat(type(bare, "css")).isEqualTo("text/plain");
        MediaTypes listed = of("http { include /etc/nginx/mime.types; server { listen 80; } }");
        assertThat(type(listed, "css")).isEqualTo("text/css");
    }

    @Test
    void piecesTogetherAreTheWholeList() {
        String joined = String.join("", MediaTypes.NGINX.pieces());
        assertThat(joined).startsWith("html htm shtml=text/html|css=text/css|");
        assertThat(joined.split("\\|")).hasSameSizeAs(MediaTypes.NGINX.byEnd().keySet());
        assertThat(MediaTypes.NGINX.pieces()).hasSizeGreaterThan(10);
    }
}
