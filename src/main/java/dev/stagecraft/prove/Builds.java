package dev.stagecraft.prove;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineCancelledException;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.build.BuildListener;
import dev.stagecraft.engine.build.BuildRequest;
import dev.stagecraft.engine.build.BuildResult;
import dev.stagecraft.engine.build.BuildStep;
import dev.stagecraft.engine.build.ImageBuilder;
import dev.stagecraft.engine.run.ImageMark;
import dev.stagecraft.image.Image;
import dev.stagecraft.prove.Proof.Side;
import dev.stagecraft.prove.ProofListener.Phase;
import dev.stagecraft.prove.ProofListener.Which;
import dev.stagecraft.stage.BuiltSizes;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// The builds of one proof, and the images that they made.
final class Builds {
    private final Engine engine;
    private final ImageBuilder builder;
    private final ProofRequest request;
    private final ProofListener listener;
    private final MadeImages made;
    private final String name = UUID.randomUUID().toString().substring(0, 8);
    private int versions;
    private int stages;

    Builds(Engine engine, ImageBuilder builder, ProofRequest request, ProofListener listener) {
        this.engine = engine;
        this.builder = builder;
        this.request = request;
        this.listener = listener;
        this.made = new MadeImages(engine);
    }

    MadeImages made() {
        return made;
    }

    /// The original and the first version.
    record Both(Side before, Side after) {}

    /// Builds the original and a version, at the same time if that is asked for.
    Both both(Version version) throws EngineException {
        String beforeTag = tag("before");
        String afterTag = nextTag();
        if (!request.parallel()) {
            BuildResult before = build(Which.BEFORE, request.before(), beforeTag);
            BuildResult after = build(Which.AFTER, version.text(), afterTag);
            return new Both(side(before, beforeTag), side(after, afterTag));
        }
        FutureTask<BuildResult> other =
                new FutureTask<>(() -> build(Which.BEFORE, request.before(), beforeTag));
        Thread thread = Thread.ofVirtual().name("prove-before").start(other);
        try {
            BuildResult after = build(Which.AFTER, version.text(), afterTag);
            return new Both(side(get(other), beforeTag), side(after, afterTag));
        } finally {
            if (!other.isDone()) {
                thread.interrupt();
                waitQuietly(thread);
            }
        }
    }

    /// Builds one more version.
    Side after(Version version) throws EngineException {
        String tag = nextTag();
        return side(build(Which.AFTER, version.text(), tag), tag);
    }

    /// Builds one stage of a Dockerfile, of which the builder has mostly done everything already.
    ///
    /// @return the image's name; absent when it does not build
    Optional<String> stage(String dockerfile, String stage) throws EngineException {
        String tag = tag("stage-" + stages++);
        BuildRequest build = request(dockerfile, tag).upTo(stage);
        BuildResult result =
                builder.build(
                        build,
                        new BuildListener() {
                            @Override
                            public void step(BuildStep step) {
                                made.record(step);
                            }
                        });
        made.record(result);
        return result.succeeded() ? Optional.of(tag) : Optional.empty();
    }

    private BuildRequest request(String dockerfile, String tag) {
        return BuildRequest.of(request.context(), dockerfile)
                .named(request.dockerfileName())
                .tagged(tag)
                .tagged(made.expect(tag))
                .withArgs(request.buildArgs());
    }

    private BuildResult build(Which which, String dockerfile, String tag) throws EngineException {
        listener.phase(which, Phase.BUILDING);
        BuildRequest build = request(dockerfile, tag);
        if (which == Which.BEFORE && request.target().isPresent()) {
            build = build.upTo(request.target().get());
        }
        BuiltSizes counted = BuiltSizes.of(dockerfile, request.buildArgs(), build.target());
        try (StepSizes sizes =
                new StepSizes(
                        engine, builder.kind(), counted, step -> listener.step(which, step))) {
            BuildResult result = builder.build(build, hearing(which, sizes));
            made.record(result);
            BuildResult whole = sizes.complete(result, tag);
            listener.phase(which, result.succeeded() ? Phase.BUILT : Phase.BUILD_FAILED);
            return whole;
        }
    }

    private BuildListener hearing(Which which, StepSizes sizes) {
        return new BuildListener() {
            @Override
            public void step(BuildStep step) {
                made.record(step);
                sizes.take(step);
            }

            @Override
            public void printed(BuildStep step, String line, boolean error) {
                sizes.printed(() -> listener.printed(which, step, line));
            }
        };
    }

    private Side side(BuildResult result, String tag) throws EngineException {
        Optional<Image> image =
                result.succeeded() ? Optional.of(engine.inspect(tag)) : Optional.empty();
        return new Side(tag, result, image, Optional.empty());
    }

    private String nextTag() {
        int number = versions++;
        return tag(number == 0 ? "after" : "after-" + number);
    }

    private String tag(String which) {
        return ImageMark.REPOSITORIES + name + ":" + which;
    }

    private static BuildResult get(FutureTask<BuildResult> task) throws EngineException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineCancelledException();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case EngineException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /// The other build is being stopped; what it made is only known once it has ended.
    private static void waitQuietly(Thread thread) {
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
