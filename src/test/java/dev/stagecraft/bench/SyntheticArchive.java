package dev.stagecraft.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Writes a `docker save` archive of many small files in directories of a hundred; each layer
/// writes every tenth file of the layer before anew.
final class SyntheticArchive {
    private static final int IN_DIRECTORY = 100;

    private final int layers;
    private final int entriesPerLayer;

    SyntheticArchive(int layers, int entriesPerLayer) {
        this.layers = layers;
        this.entriesPerLayer = entriesPerLayer;
    }

    /// @return the number of entries of all layers
    int writeTo(Path file) throws IOException {
        List<String> diffIds = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        int entries = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (int layer = 0; layer < layers; layer++) {
                List<byte[]> blocks = blocks(layer);
                entries += blocks.size();
                String path = "%064x/layer.tar".formatted(layer + 1);
                out.write(header(path, '0', 512L * blocks.size() + 1024));
                MessageDigest hash = sha256();
                for (byte[] block : blocks) {
                    out.write(block);
                    hash.update(block);
                }
                byte[] end = new byte[1024];
                out.write(end);
                diffIds.add("\"sha256:" + HexFormat.of().formatHex(hash.digest(end)) + "\"");
                paths.add("\"" + path + "\"");
            }
            byte[] config =
                    utf8(
                            "{\"os\":\"linux\",\"architecture\":\"amd64\",\"rootfs\":{\"diff_ids\":"
                                    + diffIds
                                    + "}}");
            String id = HexFormat.of().formatHex(sha256().digest(config));
            document(out, id + ".json", config);
            document(
                    out,
                    "manifest.json",
                    utf8(
                            "[{\"Config\":\"%s.json\",\"RepoTags\":[\"a:1\"],\"Layers\":%s}]"
                                    .formatted(id, paths)));
            out.write(new byte[1024]);
        }
        return entries;
    }

    private List<byte[]> blocks(int layer) {
        List<byte[]> blocks = new ArrayList<>();
        int own = entriesPerLayer * 9 / 10;
        if (layer > 0) {
            for (int i = 0; i < entriesPerLayer - own; i++) {
                int file = i * 10;
                blocks.add(header(name(layer - 1, file), '0', 0));
            }
        } else {
            own = entriesPerLayer;
        }
        for (int file = 0; file < own; file++) {
            if (file % IN_DIRECTORY == 0) {
                String directory = name(layer, file);
                blocks.add(header(directory.substring(0, directory.lastIndexOf('/') + 1), '5', 0));
            }
            blocks.add(header(name(layer, file), '0', 0));
        }
        return blocks;
    }

    private static String name(int layer, int file) {
        return "usr/lib/part%d/dir%d/file%d.so".formatted(layer, file / IN_DIRECTORY, file);
    }

    private static void document(OutputStream out, String name, byte[] bytes) throws IOException {
        out.write(header(name, '0', bytes.length));
        out.write(bytes);
        out.write(new byte[(int) (-bytes.length & 511L)]);
    }

    private static byte[] header(String name, char type, long size) {
        byte[] header = new byte[512];
        byte[] text = utf8(name);
        System.arraycopy(text, 0, header, 0, text.length);
        octal(header, 100, 8, type == '5' ? 0755 : 0644);
        octal(header, 108, 8, 0);
        octal(header, 116, 8, 0);
        octal(header, 124, 12, size);
        octal(header, 136, 12, 1_700_000_000L);
        header[156] = (byte) type;
        System.arraycopy(utf8("ustar\00000"), 0, header, 257, 8);
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        octal(header, 148, 7, sum);
        return header;
    }

    private static void octal(byte[] header, int offset, int length, long value) {
        for (int i = length - 2; i >= 0; i--) {
            header[offset + i] = (byte) ('0' + (value & 7));
            value >>= 3;
        }
        header[offset + length - 1] = 0;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
