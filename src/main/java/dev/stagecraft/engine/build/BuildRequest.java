package dev.stagecraft.engine.build;

import dev.stagecraft.image.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What is to be built.
///
/// @param context the folder whose files the build may copy
/// @param dockerfile the Dockerfile's text, which need not be on disk
/// @param dockerfileName the name that decides which ignore file counts (`NAME.dockerignore` before
///   `.dockerignore`)
/// @param tags names for the image; may be empty
/// @param target the stage to build; absent means the last
/// @param buildArgs values for `ARG`
/// @param labels labels for the image
/// @param platform what to build for; absent means the engine's own
/// @param useCache whether earlier steps may be reused
/// @param maxContextBytes how large the context may be
public record BuildRequest(
        Path context,
        String dockerfile,
        String dockerfileName,
        List<String> tags,
        Optional<String> target,
        SequencedMap<String, String> buildArgs,
        SequencedMap<String, String> labels,
        Optional<Platform> platform,
        boolean useCache,
        long maxContextBytes) {
    private static final long DEFAULT_MAX_CONTEXT = 16L << 30;

    public BuildRequest {
        tags = List.copyOf(tags);
        buildArgs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(buildArgs));
        labels = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(labels));
    }

    /// A build of a Dockerfile's last stage with nothing else set.
    public static BuildRequest of(Path context, String dockerfile) {
        return new BuildRequest(
                context,
                dockerfile,
                "Dockerfile",
                List.of(),
                Optional.empty(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                Optional.empty(),
                true,
                DEFAULT_MAX_CONTEXT);
    }

    /// The same with one more name for the image.
    public BuildRequest tagged(String tag) {
        List<String> more = new ArrayList<>(tags);
        more.add(tag);
        return new BuildRequest(
                context,
                dockerfile,
                dockerfileName,
                more,
                target,
                buildArgs,
                labels,
                platform,
                useCache,
                maxContextBytes);
    }

    /// The same for another stage.
    public BuildRequest upTo(String stage) {
        return new BuildRequest(
                context,
                dockerfile,
                dockerfileName,
                tags,
                Optional.of(stage),
                buildArgs,
                labels,
                platform,
                useCache,
                maxContextBytes);
    }

    /// The same with more build arguments.
    public BuildRequest withArgs(Map<String, String> more) {
        SequencedMap<String, String> all = new LinkedHashMap<>(buildArgs);
        all.putAll(more);
        return new BuildRequest(
                context,
                dockerfile,
                dockerfileName,
                tags,
                target,
                all,
                labels,
                platform,
                useCache,
                maxContextBytes);
    }

    /// The same with one more label.
    public BuildRequest labelled(String name, String value) {
        SequencedMap<String, String> all = new LinkedHashMap<>(labels);
        all.put(name, value);
        return new BuildRequest(
                context,
                dockerfile,
                dockerfileName,
                tags,
                target,
                buildArgs,
                all,
                platform,
                useCache,
                maxContextBytes);
    }

    /// The same without reusing earlier steps.
    public BuildRequest withoutCache() {
        return new BuildRequest(
                context,
                dockerfile,
                dockerfileName,
                tags,
                target,
                buildArgs,
                labels,
                platform,
                false,
                maxContextBytes);
    }

    /// The same under another Dockerfile name.
    public BuildRequest named(String name) {
        return new BuildRequest(
                context,
                dockerfile,
                name,
                tags,
                target,
                buildArgs,
                labels,
                platform,
                useCache,
                maxContextBytes);
    }

    /// The same with another bound on the context.
    public BuildRequest withContextOfAtMost(long bytes) {
        return new BuildRequest(
                context,
                dockerfile,
                dockerfileName,
                tags,
                target,
                buildArgs,
                labels,
                platform,
                useCache,
                bytes);
    }
}
