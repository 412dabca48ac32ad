package dev.stagecraft.ui.shell;

import dev.stagecraft.engine.BestEffort;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.Provenance;
import dev.stagecraft.stage.Clues;
import dev.stagecraft.stage.LocalImages;
import dev.stagecraft.stage.StageInference;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.ui.explore.ImageReader.Reading;
import dev.stagecraft.ui.support.Progress;
import dev.stagecraft.ui.support.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads one image of an engine. The image alone has to answer; what else the engine does not tell
/// is a gap, which is said and keeps nothing else from being shown.
final class EngineImageReader {
    private final Engine engine;
    private final BestEffort told;
    private final Map<Digest, Image> inspected;
    private final Texts texts;

    /// @param inspected images that were asked for before: an image's content never changes
    EngineImageReader(Engine engine, Map<Digest, Image> inspected, Texts texts) {
        this.engine = engine;
        this.told = new BestEffort(engine);
        this.inspected = inspected;
        this.texts = texts;
    }

    /// What the image itself tells is shown at once, then what its neighbours and attestations
    /// tell; the build cache, which takes an engine longest to tell of, comes last.
    ///
    /// @throws EngineException when the image itself cannot be read
    Reading read(
            Digest id, Optional<String> dockerfile, Consumer<StageTree> early, Progress progress)
            throws EngineException {
        Image image = engine.inspect(id.toString());
        progress.check();
        early.accept(StageInference.infer(Clues.of(image)));
        LocalImages local = LocalImages.asking(told.images(), this::neighbour);
        Optional<Provenance> provenance = told.provenance(id.toString());
        Clues known = new Clues(image, local, List.of(), provenance, dockerfile);
        progress.check();
        early.accept(StageInference.infer(known));
        Clues all = new Clues(image, local, told.buildCache(), provenance, dockerfile);
        progress.check();
        StageTree tree = StageInference.infer(all);
        return new Reading(tree, Optional.empty(), gaps());
    }

    private List<String> gaps() {
        return told.gaps().stream()
                .map(gap -> texts.text("gap." + gap.question(), DisplayText.escape(gap.why(), 300)))
                .toList();
    }

    private Optional<Image> neighbour(Digest id) {
        Optional<Image> known = Optional.ofNullable(inspected.get(id));
        Optional<Image> image = known.or(() -> told.image(id));
        image.ifPresent(read -> inspected.put(id, read));
        return image;
    }
}
