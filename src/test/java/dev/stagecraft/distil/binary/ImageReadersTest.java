package dev.stagecraft.distil.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ImageReadersTest {
    /// The text is gunicorn 23.0's own `entry_points.txt`.
    @Test
    void readsConsoleScripts() {
        String text =
                "[console_scripts]\ngunicorn = gunicorn.app.wsgiapp:run\n\n[paste.server_runner]\nmain = gunicorn.app.pasterapp:serve\n";
        assertThat(PythonPackages.script(text, "gunicorn")).hasValue("gunicorn.app.wsgiapp:run");
        assertThat(PythonPackages.script(text, "main")).isEmpty();
        assertThat(PythonPackages.script("[console_scripts]\nx = a;b:c\n", "x")).isEmpty();
    }

    @Test
    void readsTheManifestOfASpringBootJar() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write(
                    "Manifest-Version: 1.0\r\nMain-Class: org.springframework.boot.loader.launch.JarLauncher\r\nStart-Class: com.example.App\r\nSpring-Boot-Version: 3.4.1\r\nSpring-Boot-Layers-Index: BOOT-INF/layers.idx\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
        }
        JarFile jar = JarFile.parse(out.toByteArray()).orElseThrow();
        assertThat(jar.mainClass()).hasValue("com.example.App");
        assertThat(jar.springBoot()).hasValue("3.4.1");
        assertThat(jar.layers()).isTrue();
        assertThat(JarFile.parse(new byte[] {1, 2, 3})).isEmpty();
    }
}
