package dev.stagecraft.distil.binary;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// What the manifest of a jar says (JAR file specification).
///
/// @param mainClass absent for a library
/// @param springBoot the version of Spring Boot that packed it; absent when none did
/// @param layers whether Spring Boot can part it
/// @param attributes all main attributes, sorted
public record JarFile(
        Optional<String> mainClass,
        Optional<String> springBoot,
        boolean layers,
        Map<String, String> attributes) {
    private static final int MAX_ENTRIES = 2_000;
    private static final int MAX_MANIFEST = 1 << 16;

    /// Reads the manifest; absent when the bytes are no jar or it has none near its start.
    public static Optional<JarFile> parse(byte[] bytes) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            ZipEntry entry;
            for (int i = 0; i < MAX_ENTRIES && (entry = zip.getNextEntry()) != null; i++) {
                if (entry.getName().equalsIgnoreCase("META-INF/MANIFEST.MF")) {
                    Manifest manifest =
                            new Manifest(new ByteArrayInputStream(zip.readNBytes(MAX_MANIFEST)));
                    return Optional.of(of(manifest.getMainAttributes()));
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static JarFile of(Attributes main) {
        Map<String, String> all = new TreeMap<>();
        main.forEach((k, v) -> all.put(k.toString(), v.toString()));
        return new JarFile(
                Optional.ofNullable(all.get("Start-Class"))
                        .or(() -> Optional.ofNullable(all.get("Main-Class"))),
                Optional.ofNullable(all.get("Spring-Boot-Version")),
                all.containsKey("Spring-Boot-Layers-Index"),
                all);
    }
}
