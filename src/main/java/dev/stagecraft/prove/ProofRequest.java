package dev.stagecraft.prove;

import dev.stagecraft.distil.Distiller;
import dev.stagecraft.distil.Request;
import dev.stagecraft.engine.build.BuilderKind;
import dev.stagecraft.engine.run.RunLimits;
import dev.stagecraft.engine.run.RunRequest;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What is to be proven, and how.
///
/// @param context the folder that both builds copy from
/// @param dockerfileName the original's file name, by which its ignore file is found
/// @param before the original Dockerfile's text
/// @param after what it is to become
/// @param target the stage of the original that is built; absent for the last
/// @param buildArgs values for `ARG`, the same for both
/// @param probe how the containers are asked; absent means that it is found from the image
/// @param environment variables for both containers
/// @param arguments in place of the images' `CMD`, the same for both; empty for their own
/// @param mounts files and folders that both containers see
/// @param network whether the containers may reach the network
/// @param limits what each container may use
/// @param maxRepairs how often a failing result may be mended
/// @param parallel whether both are built at the same time
/// @param builder which builder; absent for the best
/// @param keep whether the images stay
public record ProofRequest(
        Path context,
        String dockerfileName,
        String before,
        After after,
        Optional<String> target,
        SequencedMap<String, String> buildArgs,
        Optional<Probe> probe,
        SequencedMap<String, String> environment,
        List<String> arguments,
        List<RunRequest.Mount> mounts,
        boolean network,
        RunLimits limits,
        int maxRepairs,
        boolean parallel,
        Optional<BuilderKind> builder,
        boolean keep) {
    /// How many repairs are tried unless told otherwise.
    public static final int DEFAULT_REPAIRS = 5;

    public ProofRequest {
        buildArgs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(buildArgs));
        environment = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(environment));
        arguments = List.copyOf(arguments);
        mounts = List.copyOf(mounts);
    }

    /// The second Dockerfile.
    public sealed interface After {
        /// One that a person wrote. A repair changes its lines and adds some, and learns nothing of
        /// the rewriter.
        ///
        /// @param text the Dockerfile
        record Text(String text) implements After {}

        /// One that the rewriter makes, and makes again with what a repair learns.
        ///
        /// @param distiller the rewriter
        /// @param request what it is asked
        record Rewrite(Distiller distiller, Request request) implements After {}
    }

    /// A proof with nothing special asked.
    public static ProofRequest of(Path context, String dockerfileName, String before, After after) {
        return new ProofRequest(
                context,
                dockerfileName,
                before,
                after,
                Optional.empty(),
                new LinkedHashMap<>(),
                Optional.empty(),
                new LinkedHashMap<>(),
                List.of(),
                List.of(),
                false,
                RunLimits.DEFAULT,
                DEFAULT_REPAIRS,
                true,
                Optional.empty(),
                false);
    }

    /// The same with another probe.
    public ProofRequest asking(Probe other) {
        return new ProofRequest(
                context,
                dockerfileName,
                before,
                after,
                target,
                buildArgs,
                Optional.of(other),
                environment,
                arguments,
                mounts,
                network,
                limits,
                maxRepairs,
                parallel,
                builder,
                keep);
    }

    /// The same with containers that may use more or less.
    public ProofRequest within(RunLimits other) {
        return new ProofRequest(
                context,
                dockerfileName,
                before,
                after,
                target,
                buildArgs,
                probe,
                environment,
                arguments,
                mounts,
                network,
                other,
                maxRepairs,
                parallel,
                builder,
                keep);
    }
}
