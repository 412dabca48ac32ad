package dev.stagecraft.engine.build;

import dev.stagecraft.engine.DockerEngine;
import dev.stagecraft.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The ways to build for an engine.
public final class ImageBuilders {
    private ImageBuilders() {}

    /// All ways that work here, the best first: BuildKit through the command line where it and the
    /// engine have it, then the classic builder. Starts programs to ask them; takes up to some
    /// seconds.
    ///
    /// @throws IllegalArgumentException when the engine is none that this room connected
    public static List<ImageBuilder> of(Engine engine) {
        List<ImageBuilder> builders = new ArrayList<>();
        if (engine.info().hasBuildKit()) {
            DockerProgram.find()
                    .ifPresent(found -> builders.add(new BuildKitBuilder(engine, found)));
        }
        if (engine instanceof DockerEngine docker) {
            builders.add(new ClassicBuilder(docker));
        } else if (builders.isEmpty()) {
            throw new IllegalArgumentException("not a connected engine: " + engine);
        }
        return builders;
    }

    /// The best way, or the one that a person asked for.
    ///
    /// @param kind absent for the best
    /// @return absent when there is no such way here
    public static Optional<ImageBuilder> choose(Engine engine, Optional<BuilderKind> kind) {
        return of(engine).stream()
                .filter(builder -> kind.isEmpty() || builder.kind() == kind.get())
                .findFirst();
    }

    /// Removes the temporary files of builds whose process ended without doing so.
    ///
    /// @return how many builds had left some
    public static int removeLeftovers() {
        return BuildFolder.removeAbandoned(BuildFolder.temporary());
    }
}
