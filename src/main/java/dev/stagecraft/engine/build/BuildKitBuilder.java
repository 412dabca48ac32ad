package dev.stagecraft.engine.build;

import dev.stagecraft.engine.BuildContextException;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineAddress;
import dev.stagecraft.engine.EngineCancelledException;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.EngineLocator;
import dev.stagecraft.engine.EngineUnavailableException;
import dev.stagecraft.engine.build.BuildResult.BuildFailure;
import dev.stagecraft.engine.json.SolveStatusJson;
import dev.stagecraft.engine.json.WireFormatException;
import dev.stagecraft.image.Digest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds with BuildKit through the Docker command line, on the builder that it has selected.
///
/// The Dockerfile and its ignore rules go into a folder of their own, so that the text need not be
/// on disk and the context is sent by BuildKit, which sends only what changed and what is copied.
public final class BuildKitBuilder implements ImageBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(BuildKitBuilder.class);
    private static final int FAILURE_LINES = 60;

    private final Engine engine;
    private final DockerProgram program;

    /// @param engine where the image is to be
    /// @param program the command line
    public BuildKitBuilder(Engine engine, DockerProgram program) {
        this.engine = engine;
        this.program = program;
    }

    @Override
    public BuilderKind kind() {
        return program.kind();
    }

    @Override
    public BuildResult build(BuildRequest request, BuildListener listener) throws EngineException {
        if (!Files.isDirectory(request.context())) {
            throw new BuildContextException(
                    "the build's context " + request.context() + " is no folder",
                    "Choose the folder that holds the files that the Dockerfile copies.",
                    null);
        }
        long start = System.nanoTime();
        StepLog steps =
                new StepLog(
                        listener,
                        StepPlaces.ofBuildKit(
                                request.dockerfile(), request.buildArgs(), request.target()));
        try (BuildFolder folder = BuildFolder.of(request)) {
            return run(request, folder, steps, start);
        } catch (IOException e) {
            if (e instanceof EngineException known) {
                throw known;
            }
            throw new BuildContextException(
                    "the build cannot be started with " + program.file() + ": " + e.getMessage(),
                    "See whether there is room in "
                            + BuildFolder.temporary()
                            + ", the folder for temporary files.",
                    e);
        } finally {
            steps.giveUpOpenOnes();
        }
    }

    private BuildResult run(BuildRequest request, BuildFolder folder, StepLog steps, long start)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(request, folder));
        builder.redirectErrorStream(true);
        builder.directory(request.context().toFile());
        environment(builder.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        PlainProgress plain = new PlainProgress(steps);
        RawProgress raw = new RawProgress(steps);
        // The output is read on a thread of its own: reading a pipe cannot be interrupted.
        Thread reader =
                Thread.ofVirtual().name("build-output").start(() -> read(process, plain, raw));
        int status;
        try {
            status = process.waitFor();
            reader.join();
        } catch (InterruptedException e) {
            stop(process);
            Thread.currentThread().interrupt();
            throw new EngineCancelledException();
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (status == 0) {
            steps.completeStages();
            return new BuildResult(
                    kind(),
                    Optional.of(imageId(request, folder.imageId())),
                    steps.steps(),
                    millis,
                    Optional.empty());
        }
        BuildFailure failure = failure(status, steps, plain, raw);
        if (failure.step().isEmpty()) {
            askWhetherTheEngineIsThere();
        }
        steps.giveUpOpenOnes();
        return new BuildResult(
                kind(), Optional.empty(), steps.steps(), millis, Optional.of(failure));
    }

    /// The command line's last words where the engine has gone are of what it then lacks: that it
    /// "cannot write" the file with the image's id.
    private void askWhetherTheEngineIsThere() throws EngineException {
        try {
            engine.ping();
        } catch (EngineUnavailableException e) {
            throw new EngineUnavailableException(
                    e.kind(), "the build was cut off: " + e.getMessage(), e.advice(), e);
        }
    }

    private List<String> command(BuildRequest request, BuildFolder folder) {
        List<String> command = new ArrayList<>();
        command.add(program.file().toString());
        if (program.kind() == BuilderKind.BUILDX) {
            command.addAll(List.of("buildx", "build", "--load"));
        } else {
            command.add("build");
        }
        command.add("--progress=" + (program.rawProgress() ? "rawjson" : "plain"));
        command.add("--file=" + folder.dockerfile());
        command.add("--iidfile=" + folder.imageId());
        request.tags().forEach(tag -> command.add("--tag=" + tag));
        request.target().ifPresent(target -> command.add("--target=" + target));
        request.platform().ifPresent(platform -> command.add("--platform=" + platform));
        request.buildArgs()
                .forEach((name, value) -> command.add("--build-arg=" + name + "=" + value));
        request.labels().forEach((name, value) -> command.add("--label=" + name + "=" + value));
        if (!request.useCache()) {
            command.add("--no-cache");
        }
        command.add("--");
        command.add(request.context().toAbsolutePath().toString());
        return command;
    }

    /// The command line keeps its own choice of builder where it would use this engine anyway.
    private void environment(Map<String, String> environment) {
        if (program.kind() == BuilderKind.BUILDKIT) {
            environment.put("DOCKER_BUILDKIT", "1");
        }
        environment.put("BUILDKIT_COLORS", "");
        environment.put("NO_COLOR", "1");
        EngineAddress address = engine.info().address();
        boolean itsOwn =
                EngineLocator.ofThisProcess()
                        .current()
                        .address()
                        .filter(address::equals)
                        .isPresent();
        if (itsOwn) {
            return;
        }
        environment.put("DOCKER_HOST", address.url());
        environment.remove("DOCKER_CONTEXT");
        address.tls()
                .ifPresent(tls -> {
                    environment.put(tls.verify() ? "DOCKER_TLS_VERIFY" : "DOCKER_TLS", "1");
                    tls.cert()
                            .or(tls::ca)
                            .map(Path::getParent)
                            .ifPresent(certificates ->
                                    environment.put("DOCKER_CERT_PATH", certificates.toString()));
                });
    }

    private void read(Process process, PlainProgress plain, RawProgress raw) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (program.rawProgress() && line.startsWith("{")) {
                    try {
                        raw.read(SolveStatusJson.parse(line.getBytes(StandardCharsets.UTF_8)));
                    } catch (WireFormatException e) {
                        LOG.debug("a line of the builder's progress: {}", line, e);
                    }
                } else {
                    plain.read(line);
                }
            }
        } catch (IOException e) {
            LOG.debug("the build's output ended", e);
        } catch (RuntimeException e) {
            LOG.error("a listener to a build failed", e);
        }
    }

    private static void stop(Process process) {
        // buildx is a child of the command line, and the one that holds the build.
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }

    private Digest imageId(BuildRequest request, Path idFile) throws IOException {
        String id = Files.exists(idFile) ? Files.readString(idFile).strip() : "";
        if (Digest.isValid(id)) {
            return Digest.parse(id);
        }
        if (!request.tags().isEmpty()) {
            return engine.inspect(request.tags().getFirst()).id();
        }
        throw new IOException("the builder did not say which image it built");
    }

    private static BuildFailure failure(
            int status, StepLog steps, PlainProgress plain, RawProgress raw) {
        String message =
                plain.failure().or(raw::failure).orElse("the builder ended with status " + status);
        Optional<BuildStep> step = steps.failed(message);
        List<String> log =
                step.map(BuildStep::log).filter(l -> !l.isEmpty()).orElseGet(plain::lastWords);
        return new BuildFailure(
                step, message, log.subList(Math.max(0, log.size() - FAILURE_LINES), log.size()));
    }
}
