package dev.stagecraft.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagecraft.engine.EngineUnavailableException;
import dev.stagecraft.image.Image;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.ui.explore.ImageReader.Reading;
import dev.stagecraft.ui.support.FakeEngine;
import dev.stagecraft.ui.support.SampleImages;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Unwatched;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/// The image alone has to answer.
class EngineImageReaderTest {
    private final Image image = SampleImages.image(7, "app:1", 100, -1, 23);
    private final FakeEngine engine = new FakeEngine("default").with(image);
    private final List<StageTree> early = new ArrayList<>();

    private Reading read() throws Exception {
        return new EngineImageReader(
                        engine, new ConcurrentHashMap<>(), Texts.of(SourceReader.class))
                .read(image.id(), Optional.empty(), early::add, new Unwatched());
    }

    @Test
    void aBuildCacheThatIsRefusedIsAGapAndNothingElseIsMissing() throws Exception {
        engine.cacheRefusal = "a disk usage operation is already running";
        Reading read = read();
        assertThat(read.tree().totals().shipped()).isEqualTo(123);
        assertThat(read.gaps())
                .containsExactly(
                        "The build cache could not be read, so more may have been left behind than"
                                + " is shown: the engine says: a disk usage operation is already"
                                + " running.");
    }

    @Test
    void theImagesOwnStagesAreThereBeforeAnythingElseIsAsked() throws Exception {
        assertThat(read().gaps()).isEmpty();
        assertThat(early.getFirst().totals().shipped()).isEqualTo(123);
        assertThat(early.getFirst().stages()).hasSize(1);
        assertThat(engine.lists).hasValue(1);
    }

    @Test
    void anImageThatCannotBeReadFails() {
        engine.running = false;
        assertThatThrownBy(this::read).isInstanceOf(EngineUnavailableException.class);
        assertThat(early).isEmpty();
    }
}
