package dev.stagecraft.ui.support;

import dev.stagecraft.image.Digest;
import dev.stagecraft.recording.RecordingFile;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.input.DataFormat;

/// Where an image that can be opened comes from.
public sealed interface Source {
    /// What a row of the list is while it is dragged: its source's key, as a text.
    DataFormat DRAGGED = new DataFormat("application/x-stagecraft-source");

    /// The key under which the settings remember things about the image.
    String key();

    /// What a file or folder is opened as, by its name: a recording, else an archive.
    static Source ofFile(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.endsWith(RecordingFile.EXTENSION)
                ? new OfRecording(path)
                : new OfArchive(path, Optional.empty(), Optional.empty());
    }

    /// An image of the engine that is connected.
    record OfEngine(Digest id) implements Source {
        @Override
        public String key() {
            return id.toString();
        }
    }

    /// An image in an archive: a tar or a folder.
    ///
    /// @param image which of several images, as the archive names it; absent for the only one
    /// @param platform which of several platforms, such as `linux/amd64`; absent for the only one
    record OfArchive(Path path, Optional<String> image, Optional<String> platform)
            implements Source {
        @Override
        public String key() {
            return path
                    + image.map(i -> "#" + i).orElse("")
                    + platform.map(p -> "@" + p).orElse("");
        }
    }

    /// A recording in a file.
    record OfRecording(Path path) implements Source {
        @Override
        public String key() {
            return path.toString();
        }
    }

    /// A recording that came with the program.
    record OfSample(String name) implements Source {
        @Override
        public String key() {
            return "sample:" + name;
        }
    }
}
