package dev.stagecraft.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A recording that comes with the program, for a machine without an engine. Each was made from a
/// real build by `packaging/samples/make-samples`.
///
/// @param name how a command names it, such as `calculator-go-scratch`
/// @param title what it is
/// @param group samples of one group are one program, built in different ways
/// @param size the image's bytes
/// @param leftBehind the bytes that its build left behind
public record Sample(String name, String title, String group, long size, long leftBehind) {
    private static final String FOLDER = "/dev/stagecraft/recording/samples/";
    private static final int MAX_SAMPLES = 100;

    /// All samples in the order in which they are shown.
    ///
    /// @throws IOException when the program's own files are damaged
    public static List<Sample> all() throws IOException {
        JsonNode index;
        try (InputStream in = open("index.json")) {
            index = new ObjectMapper().readTree(in);
        }
        List<Sample> all = new ArrayList<>();
        for (JsonFields node : JsonFields.of(index, "index").objects("samples", MAX_SAMPLES)) {
            all.add(
                    new Sample(
                            node.string("name"),
                            node.string("title"),
                            node.string("group"),
                            node.size("size"),
                            node.size("leftBehind")));
        }
        return all;
    }

    /// The sample of this name; absent when there is none.
    public static Optional<Sample> named(String name) throws IOException {
        return all().stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /// The recording itself.
    public Recording read() throws IOException {
        try (InputStream in = open(name + RecordingFile.EXTENSION)) {
            return RecordingFile.read(new BufferedInputStream(in));
        }
    }

    private static InputStream open(String file) throws IOException {
        InputStream in = Sample.class.getResourceAsStream(FOLDER + file);
        if (in == null) {
            throw new FileNotFoundException("the program lacks its file samples/" + file);
        }
        return in;
    }
}
