package dev.stagecraft.prove;

import dev.stagecraft.engine.ContainerSpec;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.EngineStream;
import dev.stagecraft.engine.run.ContainerRunner;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A container that is never started: the way to single files of an image.
record NeverStarted(Engine engine, String id) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NeverStarted.class);

    /// Makes one. Must be closed, which removes it.
    ///
    /// @param image a name or id
    static NeverStarted of(Engine engine, String image) throws EngineException {
        ContainerSpec spec =
                new ContainerSpec(
                        image,
                        Optional.of(List.of("/never-started")),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        new ContainerSpec.Network.None(),
                        List.of(),
                        OptionalLong.empty(),
                        OptionalInt.empty(),
                        false,
                        ContainerRunner.labels());
        return new NeverStarted(engine, engine.containers().create(spec));
    }

    /// A file or folder in it, as a tar.
    EngineStream copyOut(String path) throws EngineException {
        return engine.containers().copyOut(id, path);
    }

    /// Removes it, for a caller that was interrupted too, whose interrupt is kept. What cannot be
    /// removed now is removed at the next start.
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            engine.containers().remove(id);
        } catch (EngineException e) {
            LOG.warn("a container stays until the next start: {}", e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
