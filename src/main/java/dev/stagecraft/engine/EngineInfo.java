package dev.stagecraft.engine;

import dev.stagecraft.image.Platform;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What an engine says of itself.
///
/// @param name how the person knows it: the context's name, or `DOCKER_HOST`, or `Podman`
/// @param address where it listens
/// @param product such as `Docker Engine`, `Docker Desktop` or `Podman Engine`
/// @param version such as `28.2.2`
/// @param apiVersion the version of the API that was agreed on, such as `1.41`
/// @param serverApiVersion the newest version that the engine speaks
/// @param platform what it runs on and builds for by default
/// @param storageDriver such as `overlay2` or `overlayfs`; empty when not known
/// @param containerdStore whether images are kept in containerd's store, where ids are those of
///   manifests and blobs stay compressed
/// @param cpus the processors that builds and containers may use; absent when not known
/// @param memory the bytes of memory that they may use; absent when not known
public record EngineInfo(
        String name,
        EngineAddress address,
        String product,
        String version,
        String apiVersion,
        String serverApiVersion,
        Platform platform,
        String storageDriver,
        boolean containerdStore,
        OptionalInt cpus,
        OptionalLong memory) {
    /// Whether the engine has BuildKit in it, which the command line reaches through the engine's
    /// socket. Podman answers that request with "not found": it builds with Buildah, and speaks the
    /// API of the classic builder only.
    public boolean hasBuildKit() {
        return !product.startsWith("Podman");
    }
}
