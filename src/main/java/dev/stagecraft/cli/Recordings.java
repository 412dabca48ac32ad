package dev.stagecraft.cli;

import dev.stagecraft.recording.Recording;
import dev.stagecraft.recording.RecordingFile;
import dev.stagecraft.recording.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Recordings as sources name them.
final class Recordings {
    private Recordings() {}

    static Recording at(Path file) throws IOException {
        return RecordingFile.read(file);
    }

    /// A recording that came with the program.
    ///
    /// @throws CliException when there is none of that name; says which there are
    static Recording sample(String name) throws IOException, CliException {
        Optional<Sample> sample = Sample.named(name);
        if (sample.isEmpty()) {
            throw new CliException(
                    Texts.text(
                            "source.noSample",
                            name,
                            String.join(", ", Sample.all().stream().map(Sample::name).toList())));
        }
        return sample.get().read();
    }
}
