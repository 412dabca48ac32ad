package dev.stagecraft.prove;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.build.BuildResult;
import dev.stagecraft.engine.build.BuildStep;
import dev.stagecraft.engine.run.ImageMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The images that builds of one proof made, so that they can be taken away again: the tagged ones,
/// and the classic builder's images of steps that were really carried out. Steps that were taken
/// from earlier builds stay.
final class MadeImages {
    private static final Logger LOG = LoggerFactory.getLogger(MadeImages.class);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int RETRIES = 12;

    private final Engine engine;
    private final Set<String> tags = new LinkedHashSet<>();
    private final Set<String> marks = new LinkedHashSet<>();
    private final Set<String> steps = new LinkedHashSet<>();

    MadeImages(Engine engine) {
        this.engine = engine;
    }

    /// A build is about to make an image of this name.
    ///
    /// @return a second name that the image must get, by which the next start finds it if this
    ///   process does not come to removing it
    synchronized String expect(String tag) {
        String mark = ImageMark.of(tag);
        marks.add(mark);
        tags.add(tag);
        return mark;
    }

    /// Lets all of them stay, also after this process.
    synchronized void keep() {
        marks.removeIf(this::gone);
    }

    /// A step of a build has changed. What a step made is known at once: a build that is cancelled
    /// has no result that would tell.
    synchronized void record(BuildStep step) {
        if (step.state() == BuildStep.State.DONE) {
            step.imageId().ifPresent(steps::add);
        }
    }

    /// A build has ended.
    synchronized void record(BuildResult result) {
        result.steps().forEach(this::record);
    }

    /// Removes all of them, the last ones first. An interrupt is kept for later.
    synchronized void remove() {
        boolean interrupted = Thread.interrupted();
        try {
            List<String> all = new ArrayList<>(marks);
            all.addAll(tags);
            all.addAll(new ArrayList<>(steps).reversed());
            all.removeIf(this::gone);
            // The container of a step that was cancelled keeps its image while it is being stopped.
            for (int i = 0; interrupted && !all.isEmpty() && i < RETRIES; i++) {
                LockSupport.parkNanos(PAUSE.toNanos());
                all.removeIf(this::gone);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean gone(String image) {
        try {
            engine.containers().removeImage(image);
            return true;
        } catch (EngineException e) {
            // In use by another image or container: not ours alone, so it stays.
            LOG.debug("{} stays: {}", image, e.getMessage());
            return false;
        }
    }
}
