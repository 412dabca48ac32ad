package dev.stagecraft.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// Writes image archives of every layout.
public final class ArchiveBytes {
    public final Map<String, byte[]> files = new LinkedHashMap<>();

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] gzip(byte[]... members) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] member : members) {
            try (GZIPOutputStream out = new GZIPOutputStream(all)) {
                out.write(member);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all.toByteArray();
    }

    public static byte[] zstd(byte[] bytes) {
        return com.github.luben.zstd.Zstd.compress(bytes);
    }

    /// A configuration with those layers' diff ids.
    public static String config(String platform, List<byte[]> layers) {
        String[] parts = platform.split("/");
        List<String> diffIds = new ArrayList<>();
        layers.forEach(l -> diffIds.add("\"sha256:" + sha256(l) + "\""));
        return """
        {"os":"%s","architecture":"%s","config":{"Cmd":["/x"]},
         "rootfs":{"type":"layers","diff_ids":%s},
         "history":[{"created_by":"first"}]}\
        """
                .formatted(parts[0], parts[1], diffIds);
    }

    /// The layout of `docker save` before 25.
    public static ArchiveBytes saved(String tag, List<byte[]> layers) {
        ArchiveBytes archive = new ArchiveBytes();
        String config = config("linux/amd64", layers);
        String id = sha256(utf8(config));
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            String path = "%064x/layer.tar".formatted(i + 1);
            archive.files.put(path, layers.get(i));
            paths.add("\"" + path + "\"");
        }
        archive.files.put(id + ".json", utf8(config));
        archive.files.put(
                "manifest.json",
                utf8(
                        "[{\"Config\":\"%s.json\",\"RepoTags\":[\"%s\"],\"Layers\":%s}]"
                                .formatted(id, tag, paths)));
        return archive;
    }

    /// Adds a blob and returns its descriptor's first part.
    public String blob(String mediaType, byte[] bytes) {
        String hex = sha256(bytes);
        files.put("blobs/sha256/" + hex, bytes);
        return descriptor(mediaType, hex, bytes.length);
    }

    public static String descriptor(String mediaType, String hex, int size) {
        return "\"mediaType\":\"%s\",\"digest\":\"sha256:%s\",\"size\":%d"
                .formatted(mediaType, hex, size);
    }

    /// Adds an image whose layers are stored as given, and returns its manifest's descriptor.
    public String image(String platform, List<byte[]> layers, List<byte[]> stored) {
        String config =
                blob("application/vnd.oci.image.config.v1+json", utf8(config(platform, layers)));
        List<String> descriptors = new ArrayList<>();
        for (byte[] bytes : stored) {
            descriptors.add("{" + blob("application/vnd.oci.image.layer.v1.tar", bytes) + "}");
        }
        return blob(
                "application/vnd.oci.image.manifest.v1+json",
                utf8(
                        "{\"schemaVersion\":2,\"config\":{%s},\"layers\":%s}"
                                .formatted(config, descriptors)));
    }

    /// The index of an OCI layout, of descriptors without braces.
    public ArchiveBytes index(String... descriptors) {
        List<String> all = new ArrayList<>();
        for (String descriptor : descriptors) {
            all.add("{" + descriptor + "}");
        }
        files.put("oci-layout", utf8("{\"imageLayoutVersion\":\"1.0.0\"}"));
        files.put("index.json", utf8("{\"schemaVersion\":2,\"manifests\":" + all + "}"));
        return this;
    }

    public byte[] tar() {
        TarBytes tar = TarBytes.tar();
        files.forEach(tar::file);
        return tar.bytes();
    }

    public Path writeTo(Path file) throws IOException {
        return Files.write(file, tar());
    }

    public Path writeFolder(Path folder) throws IOException {
        for (var file : files.entrySet()) {
            Path at = folder.resolve(file.getKey());
            Files.createDirectories(at.getParent());
            Files.write(at, file.getValue());
        }
        return folder;
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
