package dev.stagecraft.ui.prove;

import dev.stagecraft.prove.ProofRequest;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Which two Dockerfiles a proof is about.
///
/// @param context the folder that both builds copy from
/// @param dockerfileName the original's file name
/// @param before the original's text
/// @param after the rewritten text, as it stands before any repair
/// @param how how the rewritten one comes about; one that the rewriter makes can be repaired
/// @param target the stage of the original that is meant; absent for the last
/// @param buildArgs values for `ARG`
public record ProofSubject(
        Path context,
        String dockerfileName,
        String before,
        String after,
        ProofRequest.After how,
        Optional<String> target,
        SequencedMap<String, String> buildArgs) {
    public ProofSubject {
        buildArgs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(buildArgs));
    }

    /// With nothing special asked.
    public static ProofSubject of(
            Path context,
            String dockerfileName,
            String before,
            String after,
            ProofRequest.After how) {
        return new ProofSubject(
                context,
                dockerfileName,
                before,
                after,
                how,
                Optional.empty(),
                new LinkedHashMap<>());
    }

    /// Whether the rewriter made the second Dockerfile; else a person gave it.
    public boolean rewritten() {
        return how instanceof ProofRequest.After.Rewrite;
    }
}
