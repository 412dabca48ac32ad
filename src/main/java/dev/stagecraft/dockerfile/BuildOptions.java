package dev.stagecraft.dockerfile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a build is asked for besides the Dockerfile.
///
/// @param buildArguments values of `--build-arg`
/// @param target the stage of `--target`; absent for the last one
/// @param targetPlatform such as `linux/arm64/v8`
/// @param buildPlatform the platform that the build runs on
public record BuildOptions(
        Map<String, String> buildArguments,
        Optional<String> target,
        String targetPlatform,
        String buildPlatform) {
    /// Nothing asked for: the last stage, for and on `linux/amd64`.
    public static final BuildOptions DEFAULT =
            new BuildOptions(Map.of(), Optional.empty(), "linux/amd64", "linux/amd64");

    public BuildOptions {
        buildArguments = Collections.unmodifiableMap(new LinkedHashMap<>(buildArguments));
    }

    /// The same with another target.
    public BuildOptions withTarget(String name) {
        return new BuildOptions(buildArguments, Optional.of(name), targetPlatform, buildPlatform);
    }

    /// The same with other build arguments.
    public BuildOptions withBuildArguments(Map<String, String> values) {
        return new BuildOptions(values, target, targetPlatform, buildPlatform);
    }

    /// The same for another platform.
    public BuildOptions withTargetPlatform(String platform) {
        return new BuildOptions(buildArguments, target, platform, buildPlatform);
    }

    /// The arguments that BuildKit sets in the global scope, such as `TARGETARCH` (Dockerfile
    /// reference, "Automatic platform ARGs in the global scope").
    ///
    /// @param targetStage the name of the stage to build; `default` where it has none
    Map<String, String> automaticArguments(String targetStage) {
        Map<String, String> values = new LinkedHashMap<>();
        platform(values, "BUILD", buildPlatform);
        platform(values, "TARGET", targetPlatform);
        values.put("TARGETSTAGE", targetStage.isEmpty() ? "default" : targetStage);
        values.replaceAll((name, value) -> buildArguments.getOrDefault(name, value));
        return values;
    }

    private static void platform(Map<String, String> values, String prefix, String platform) {
        String[] parts = platform.split("/", 3);
        values.put(prefix + "PLATFORM", platform);
        values.put(prefix + "OS", parts[0]);
        values.put(prefix + "OSVERSION", "");
        values.put(prefix + "ARCH", parts.length > 1 ? parts[1] : "");
        values.put(prefix + "VARIANT", parts.length > 2 ? parts[2] : "");
    }
}
