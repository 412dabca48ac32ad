package dev.stagecraft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.engine.build.BuildStep;
import dev.stagecraft.engine.build.BuildStep.State;
import dev.stagecraft.prove.ProofListener;
import dev.stagecraft.prove.ProofListener.Phase;
import dev.stagecraft.prove.ProofListener.Which;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProveTextTest {
    private final StringWriter err = new StringWriter();
    private final ProofListener listener =
            new ProveText(
                            new Terminal(
                                    new PrintWriter(new StringWriter()),
                                    new PrintWriter(err, true),
                                    false,
                                    true,
                                    100))
                    .progress();

    private static BuildStep made(long bytes) {
        return new BuildStep(
                1,
                "build",
                1,
                2,
                "RUN make",
                OptionalInt.of(2),
                State.DONE,
                OptionalLong.of(5),
                OptionalLong.of(bytes),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                List.of());
    }

    @Test
    void aStepIsToldOnceInEachBuild() {
        listener.phase(Which.BEFORE, Phase.BUILDING);
        listener.step(Which.BEFORE, made(0));
        listener.step(Which.BEFORE, made(7));
        listener.step(Which.AFTER, made(7));
        assertThat(err.toString().lines().filter(l -> l.contains("RUN make"))).hasSize(2);
        listener.phase(Which.AFTER, Phase.BUILDING);
        listener.step(Which.AFTER, made(7));
        assertThat(err.toString().lines().filter(l -> l.contains("RUN make"))).hasSize(3);
    }
}
