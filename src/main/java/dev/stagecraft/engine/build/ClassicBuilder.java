package dev.stagecraft.engine.build;

import dev.stagecraft.engine.BuildContextException;
import dev.stagecraft.engine.DockerEngine;
import dev.stagecraft.engine.EngineCalls;
import dev.stagecraft.engine.EngineCancelledException;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.EngineStream;
import dev.stagecraft.engine.EngineUnavailableException;
import dev.stagecraft.engine.EngineUnavailableException.Kind;
import dev.stagecraft.engine.build.BuildResult.BuildFailure;
import dev.stagecraft.engine.build.BuildStep.State;
import dev.stagecraft.engine.build.ClassicProgress.Dialect;
import dev.stagecraft.engine.json.BuildAnswerJson;
import dev.stagecraft.engine.json.ContainerJson;
import dev.stagecraft.engine.json.WireFormatException;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.ImageSummary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds with the engine's classic builder. Every step's image stays in the engine, so the stages
/// that are not shipped are known exactly; their ids are in the result's steps.
public final class ClassicBuilder implements ImageBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(ClassicBuilder.class);
    private static final String SENDING = "context";
    private static final Duration LONGEST_SENDING = Duration.ofHours(6);
    private static final int FAILURE_LINES = 60;
    private static final Duration GROWTH = Duration.ofSeconds(2);

    private final DockerEngine engine;

    /// @param engine where the image is built
    public ClassicBuilder(DockerEngine engine) {
        this.engine = engine;
    }

    @Override
    public BuilderKind kind() {
        return BuilderKind.CLASSIC;
    }

    @Override
    public BuildResult build(BuildRequest request, BuildListener listener) throws EngineException {
        long start = System.nanoTime();
        StepPlaces places = StepPlaces.ofClassicBuilder(request.dockerfile());
        StepLog steps = new StepLog(listener, places);
        ClassicProgress progress =
                new ClassicProgress(
                        steps,
                        places,
                        engine.info().hasBuildKit() ? Dialect.DOCKER : Dialect.BUILDAH);
        steps.know(SENDING, new StepName("", 0, 0, "[internal] load build context"));
        steps.change(SENDING, s -> StepLog.with(s, State.RUNNING, s.millis()));
        try (ContextTar context = ContextTar.of(request);
                EngineStream answer = send(request, context, steps)) {
            Thread growth =
                    Thread.ofVirtual()
                            .name("build-growth")
                            .start(() -> watchGrowth(progress, steps));
            try {
                readUntilInterrupted(answer, progress);
            } finally {
                growth.interrupt();
            }
        } catch (EngineException e) {
            steps.giveUpOpenOnes();
            throw e;
        } catch (IOException e) {
            throw new BuildContextException(
                    "the build's context cannot be sent: " + e.getMessage(), "", e);
        }
        progress.flush();
        Optional<String> failure = progress.failure();
        if (failure.isEmpty()) {
            addSizes(progress, steps);
        }
        steps.giveUpOpenOnes();
        return new BuildResult(
                BuilderKind.CLASSIC,
                failure.isPresent()
                        ? Optional.empty()
                        : progress.imageId().filter(Digest::isValid).map(Digest::parse),
                steps.steps(),
                (System.nanoTime() - start) / 1_000_000,
                failure.map(message -> failed(message, steps)));
    }

    private static BuildFailure failed(String message, StepLog steps) {
        Optional<BuildStep> step = steps.failed();
        List<String> log = step.map(BuildStep::log).orElse(List.of());
        return new BuildFailure(
                step, message, log.subList(Math.max(0, log.size() - FAILURE_LINES), log.size()));
    }

    private EngineStream send(BuildRequest request, ContextTar context, StepLog steps)
            throws EngineException {
        List<String> query = new ArrayList<>();
        query.add("rm=1");
        query.add("forcerm=1");
        query.add("version=1");
        query.add("dockerfile=" + DockerEngine.encode(context.dockerfileName()));
        request.tags().forEach(tag -> query.add("t=" + DockerEngine.encode(tag)));
        request.target().ifPresent(t -> query.add("target=" + DockerEngine.encode(t)));
        request.platform()
                .ifPresent(p -> query.add("platform=" + DockerEngine.encode(p.toString())));
        if (!request.useCache()) {
            query.add("nocache=1");
        }
        if (!request.buildArgs().isEmpty()) {
            query.add(
                    "buildargs="
                            + DockerEngine.encode(BuildAnswerJson.object(request.buildArgs())));
        }
        if (!request.labels().isEmpty()) {
            query.add("labels=" + DockerEngine.encode(BuildAnswerJson.object(request.labels())));
        }
        long begun = System.nanoTime();
        EngineStream answer = send("/build?" + String.join("&", query), context, steps);
        steps.change(
                SENDING,
                s ->
                        StepLog.with(
                                s.withBytes(
                                        OptionalLong.of(context.sent()),
                                        OptionalLong.of(context.total())),
                                State.DONE,
                                OptionalLong.of((System.nanoTime() - begun) / 1_000_000)));
        return answer;
    }

    /// An engine that has no room for the context hangs up before it has read all of it, and what
    /// it says is lost with the connection.
    private EngineStream send(String path, ContextTar context, StepLog steps)
            throws EngineException {
        try {
            return engine.calls()
                    .send(
                            path,
                            Map.of("Content-Type", "application/x-tar"),
                            new Watched(context, steps),
                            LONGEST_SENDING);
        } catch (EngineUnavailableException e) {
            if (e.kind() != Kind.CONNECTION_LOST || context.sent() == 0) {
                throw e;
            }
            throw new EngineUnavailableException(
                    e.kind(),
                    "the engine hung up after "
                            + ByteSize.format(context.sent())
                            + " of "
                            + ByteSize.format(context.total())
                            + " of the build's context",
                    "See whether the engine still runs and has room on its disk"
                            + " ('docker system df').",
                    e);
        }
    }

    /// Asks now and then how much the step at work has written.
    private void watchGrowth(ClassicProgress progress, StepLog steps) {
        while (true) {
            try {
                Thread.sleep(GROWTH);
            } catch (InterruptedException e) {
                return;
            }
            progress.working()
                    .ifPresent(working ->
                            written(working.container())
                                    .ifPresent(bytes ->
                                            steps.change(
                                                    working.key(),
                                                    step ->
                                                            step.withBytes(
                                                                    OptionalLong.of(bytes),
                                                                    OptionalLong.empty()))));
        }
    }

    private OptionalLong written(String container) {
        try {
            byte[] answer =
                    engine.calls()
                            .get("/containers/" + container + "/json?size=1", EngineCalls.QUICK);
            return ContainerJson.written(answer);
        } catch (IOException e) {
            // The step has ended, or the engine does not count: the size stays unknown.
            LOG.trace("the size of {}", container, e);
            return OptionalLong.empty();
        }
    }

    /// Reads on a thread of its own, because a read from a network socket does not hear that the
    /// caller is interrupted; hanging up is what stops the engine.
    private static void readUntilInterrupted(EngineStream answer, ClassicProgress progress)
            throws IOException {
        FutureTask<Boolean> reading =
                new FutureTask<>(() -> {
                    read(answer, progress);
                    return true;
                });
        Thread reader = Thread.ofVirtual().name("build-output").start(reading);
        try {
            reading.get();
        } catch (InterruptedException e) {
            answer.close();
            joinBriefly(reader);
            Thread.currentThread().interrupt();
            throw new EngineCancelledException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        }
    }

    private static void joinBriefly(Thread reader) {
        try {
            if (!reader.join(Duration.ofSeconds(2))) {
                LOG.warn("a listener holds up the end of a build");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void read(EngineStream answer, ClassicProgress progress) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    try {
                        progress.read(BuildAnswerJson.parse(line.getBytes(StandardCharsets.UTF_8)));
                    } catch (WireFormatException e) {
                        LOG.debug("a line of the builder's answer: {}", line, e);
                    }
                }
            }
        }
    }

    /// Gives every step its full id and the size of its layer.
    private void addSizes(ClassicProgress progress, StepLog steps) {
        try {
            List<ImageSummary> images = engine.listImages(true);
            for (String key : progress.keys()) {
                steps.complete(
                        key, step -> step.imageId().map(id -> full(step, id, images)).orElse(step));
            }
        } catch (EngineException e) {
            LOG.debug("the sizes of the steps stay unknown", e);
        }
    }

    private BuildStep full(BuildStep step, String shortId, List<ImageSummary> images) {
        for (ImageSummary image : images) {
            if (image.id().hex().startsWith(shortId)) {
                BuildStep whole = StepLog.withImage(step, image.id().toString());
                OptionalLong before =
                        image.parent().isPresent()
                                ? images.stream()
                                        .filter(i -> i.id().equals(image.parent().get()))
                                        .mapToLong(ImageSummary::size)
                                        .findFirst()
                                : OptionalLong.empty();
                return step.index() == 1 || before.isEmpty()
                        ? whole.withBytes(OptionalLong.of(image.size()), OptionalLong.empty())
                        : whole.withBytes(
                                OptionalLong.of(image.size() - before.getAsLong()),
                                OptionalLong.empty());
            }
        }
        return step;
    }

    /// Tells now and then how much of the context has been sent.
    private static final class Watched extends InputStream {
        private static final long EVERY = 4L << 20;
        private final ContextTar tar;
        private final StepLog steps;
        private long told;

        Watched(ContextTar tar, StepLog steps) {
            this.tar = tar;
            this.steps = steps;
        }

        @Override
        public int read() throws IOException {
            return tar.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = tar.read(buffer, offset, length);
            if (tar.sent() - told >= EVERY) {
                told = tar.sent();
                steps.change(
                        SENDING,
                        s -> s.withBytes(OptionalLong.of(told), OptionalLong.of(tar.total())));
            }
            return count;
        }
    }
}
