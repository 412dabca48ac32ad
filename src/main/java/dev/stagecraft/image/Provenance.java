package dev.stagecraft.image;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a builder attested of a build (SLSA provenance as BuildKit writes it).
///
/// @param dockerfile the Dockerfile's text; absent below `mode=max`
/// @param target the stage that was built; absent when not recorded
/// @param buildArgs the build arguments that were recorded
/// @param baseImages the names of all base images that the build used, those of discarded stages
///   included
public record Provenance(
        Optional<String> dockerfile,
        Optional<String> target,
        Map<String, String> buildArgs,
        List<ImageReference> baseImages) {
    public Provenance {
        buildArgs = Map.copyOf(buildArgs);
        baseImages = List.copyOf(baseImages);
    }
}
