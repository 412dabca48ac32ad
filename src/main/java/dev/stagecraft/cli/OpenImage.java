package dev.stagecraft.cli;

import dev.stagecraft.archive.ImageFiles;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.Image;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.stage.Step;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// An image with its files, and where their contents come from.
///
/// @param title what a person calls it
/// @param stages how it was made, as its own history tells
/// @param problems what a person should know of the reading, each a line; empty when all is well,
///   when all layers were known from before, and of a recording
/// @param bytes where contents come from; absent of a recording
/// @param held what to close when it is no longer needed
record OpenImage(
        String title,
        StageTree stages,
        FileTree tree,
        List<String> problems,
        Optional<Bytes> bytes,
        Closeable held)
        implements Closeable {
    /// Where the contents of files come from.
    interface Bytes {
        /// What reads them; may take as long as reading the image once.
        ImageFiles files() throws IOException, CliException;
    }

    OpenImage {
        problems = List.copyOf(problems);
    }

    Image image() {
        return stages.image();
    }

    /// What reads contents.
    ///
    /// @throws CliException when the source has none
    ImageFiles files() throws IOException, CliException {
        if (bytes.isEmpty()) {
            throw new CliException(Texts.text("contents.none"));
        }
        return bytes.get().files();
    }

    /// The instruction of each layer, by its index, in one line.
    Map<Integer, String> instructions() {
        return stages.shipped().stream()
                .flatMap(s -> s.steps().stream())
                .filter(s -> s.layer().isPresent())
                .collect(
                        Collectors.toMap(
                                s -> s.layer().orElseThrow().index(),
                                OpenImage::instruction,
                                (a, b) -> a));
    }

    private static String instruction(Step step) {
        return step.instruction().oneLine();
    }

    @Override
    public void close() throws IOException {
        held.close();
    }
}
