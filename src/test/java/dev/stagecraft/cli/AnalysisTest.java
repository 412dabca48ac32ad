package dev.stagecraft.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stagecraft.engine.EngineRefusedException;
import dev.stagecraft.image.Image;
import dev.stagecraft.recording.Recording;
import dev.stagecraft.ui.support.FakeEngine;
import dev.stagecraft.ui.support.SampleImages;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnalysisTest {
    private final Image image = SampleImages.image(1, "alpine:3.22", 8_300_000);
    private final FakeEngine engine = new FakeEngine("default").with(image);
    private final Analysis analysis =
            new Analysis(
                    new EngineOption(),
                    new ChoiceOption(),
                    new ProgressLine(
                            new Terminal(
                                    new PrintWriter(Writer.nullWriter()),
                                    new PrintWriter(Writer.nullWriter()),
                                    false,
                                    true,
                                    100)));

    private Recording read() throws Exception {
        return analysis.ofEngine(engine, image.id().toString(), Optional.empty());
    }

    @Test
    void whatAnEngineDoesNotTellIsSaidBesideWhatItDoes() throws Exception {
        engine.cacheRefusal = "a disk usage operation is already running";
        assertThat(read().tree().totals().shipped()).isEqualTo(8_300_000);
        assertThat(analysis.problems())
                .singleElement()
                .asString()
                .contains("build cache", "a disk usage operation is already running");
    }

    @Test
    void anEngineThatTellsAllLeavesNothingToSay() throws Exception {
        read();
        assertThat(analysis.problems()).isEmpty();
    }

    @Test
    void theImageItselfHasToAnswer() {
        engine.inspectRefusal = "layer store is damaged";
        assertThatExceptionOfType(EngineRefusedException.class).isThrownBy(this::read);
    }
}
