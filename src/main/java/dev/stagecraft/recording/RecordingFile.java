package dev.stagecraft.recording;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.LayerListing;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/// Reads and writes recordings: one JSON document in a line, then the files, compressed with gzip.
/// The format is described in `recording/format.md` beside this class.
///
/// A recording may come from anyone, so reading is bounded and strict: what is not understood is
/// refused, with the place named.
public final class RecordingFile {
    /// What a recording's file name ends with.
    public static final String EXTENSION = ".stagecraft";

    static final String FORMAT = "stagecraft-recording";
    static final int VERSION = 2;

    private static final long MAX_DOCUMENT = 256L << 20;

    /// The most bytes of a recording, unpacked.
    private static final long MAX_LENGTH = 1L << 30;

    private static final int MAX_NESTING = 50;
    private static final int MAX_TEXT = 4 << 20;

    private static final ObjectMapper JSON =
            new ObjectMapper(
                    JsonFactory.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(MAX_NESTING)
                                            .maxStringLength(MAX_TEXT)
                                            .maxNameLength(4096)
                                            .maxNumberLength(20)
                                            .maxDocumentLength(MAX_DOCUMENT)
                                            .build())
                            .build());

    private RecordingFile() {}

    /// Whether the first bytes of a file are those of a recording.
    ///
    /// @param start the file's first bytes, 512 or all of them
    public static boolean begins(byte[] start) {
        if (start.length < 2 || (start[0] & 0xff) != 0x1f || (start[1] & 0xff) != 0x8b) {
            return false;
        }
        byte[] text = new byte[64];
        int length = 0;
        try (GZIPInputStream in = new GZIPInputStream(new java.io.ByteArrayInputStream(start))) {
            length = in.readNBytes(text, 0, text.length);
        } catch (IOException e) {
            // Cut off after the part that was given, or no gzip: what was read decides.
            length = text.length;
        }
        String head = new String(text, 0, length, java.nio.charset.StandardCharsets.ISO_8859_1);
        return head.startsWith("{\"format\":\"" + FORMAT + "\"");
    }

    /// Writes a recording. The file appears whole or not at all; one that is there is replaced.
    ///
    /// @throws IOException when it cannot be written
    public static void write(Recording recording, Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = Optional.ofNullable(target.getParent()).orElse(target);
        // Not a temporary file, whose permissions would be the owner's alone.
        Path part =
                folder.resolve(
                        ".stagecraft-" + Long.toHexString(ThreadLocalRandom.current().nextLong()));
        try {
            try (OutputStream out =
                    new BufferedOutputStream(
                            Files.newOutputStream(
                                    part,
                                    StandardOpenOption.CREATE_NEW,
                                    StandardOpenOption.WRITE))) {
                write(recording, out);
            }
            try {
                Files.move(
                        part,
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// Writes a recording to a stream, which stays open.
    static void write(Recording recording, OutputStream out) throws IOException {
        GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 13);
        try (JsonGenerator json =
                JSON.createGenerator(gzip).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeTree(head(recording));
        }
        gzip.write('\n');
        if (recording.files().isPresent()) {
            FilesSection.write(recording.files().get(), gzip);
        }
        gzip.finish();
        out.flush();
    }

    private static ObjectNode head(Recording recording) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("format", FORMAT);
        node.put("version", VERSION);
        node.put("title", recording.title());
        node.put("recorded", recording.recorded().toString());
        node.put("measuredOn", recording.measuredOn());
        node.put("files", recording.files().isPresent());
        recording.dockerfile().ifPresent(text -> node.put("dockerfile", text));
        node.set("image", ImageJson.write(recording.tree().image()));
        node.set("tree", TreeJson.write(recording.tree()));
        return node;
    }

    /// Reads a recording.
    ///
    /// @throws RecordingException when the file is no recording, of a newer version, damaged, or
    ///   larger than any real one
    /// @throws IOException when it cannot be read
    public static Recording read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(in);
        }
    }

    /// Reads a recording from a stream, which stays open.
    ///
    /// @throws RecordingException as [#read(Path)]
    static Recording read(InputStream in) throws IOException {
        try {
            return unpack(
                    new LimitedStream(
                            new BufferedInputStream(new GZIPInputStream(in, 1 << 13), 1 << 16),
                            MAX_LENGTH));
        } catch (JacksonException e) {
            throw new RecordingException(
                    "the recording cannot be read: "
                            + DisplayText.escape(e.getOriginalMessage(), 200),
                    e);
        } catch (ZipException | EOFException e) {
            throw new RecordingException(
                    "the file is no recording, or it is damaged: "
                            + DisplayText.escape(String.valueOf(e.getMessage()), 200),
                    e);
        }
    }

    private static Recording unpack(InputStream bytes) throws IOException {
        JsonNode document;
        try (JsonParser parser = JSON.createParser(new FirstLine(bytes))) {
            document = JSON.readTree(parser);
            if (document == null || parser.nextToken() != null) {
                throw new RecordingException("the file is no recording: it is not one document");
            }
        }
        Recording recording = recording(document);
        return JsonFields.of(document, "recording").optionalBool("files")
                ? recording.withFiles(files(bytes, recording))
                : recording;
    }

    private static FileTree files(InputStream bytes, Recording recording) throws IOException {
        List<LayerListing> layers =
                FilesSection.read(
                        bytes,
                        recording.tree().image().layers().size(),
                        Runtime.getRuntime().maxMemory());
        if (bytes.read() >= 0) {
            throw new RecordingException("the recording is damaged: something follows its files");
        }
        return FileTree.of(layers);
    }

    private static Recording recording(JsonNode document) throws IOException {
        JsonFields node = JsonFields.of(document, "recording");
        if (!node.optionalString("format").orElse("").equals(FORMAT)) {
            throw new RecordingException("the file is no recording: its format is another");
        }
        int version = node.integer("version");
        if (version > VERSION) {
            throw new RecordingException(
                    "the recording is of version "
                            + version
                            + ", this program reads up to version "
                            + VERSION
                            + "; a newer program opens it");
        }
        if (version < 1) {
            throw node.wrong("version", "is none");
        }
        return new Recording(
                node.string("title"),
                node.optionalInstant("recorded")
                        .orElseThrow(() -> node.wrong("recorded", "is missing")),
                node.string("measuredOn"),
                node.optionalString("dockerfile"),
                TreeJson.read(node.node("tree"), ImageJson.read(node.node("image"))),
                Optional.empty());
    }
}
