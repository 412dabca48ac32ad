package dev.stagecraft.engine;

import dev.stagecraft.image.BuildCacheRecord;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.HistoryEntry;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageSummary;
import dev.stagecraft.image.Platform;
import dev.stagecraft.image.Provenance;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A running Docker-compatible engine.
///
/// Every method may be called from any thread but the window's; each waits for the engine, for a
/// bounded time, and is cancelled by interrupting the calling thread, which ends in an
/// [EngineCancelledException]. What an engine leaves out is absent, not an error.
public interface Engine extends AutoCloseable {
    /// What it is and where; read once, when it was connected. Does not wait.
    EngineInfo info();

    /// Asks whether it is there.
    ///
    /// @throws EngineUnavailableException when it is not
    void ping() throws EngineException;

    /// The images, newest first, as `docker images` counts them. Shared sizes are absent: see
    /// [#sharedSizes].
    ///
    /// @param all whether the untagged steps of the classic builder are listed too, each with its
    ///   parent, as `docker images -a` does
    List<ImageSummary> listImages(boolean all) throws EngineException;

    /// How many bytes of each top-level image other images use too. Takes the engine longer than
    /// the list.
    Map<Digest, Long> sharedSizes() throws EngineException;

    /// As [#listImages], with [ImageSummary#shared] where the engine knows it.
    List<ImageSummary> listImagesWithSharedSizes(boolean all) throws EngineException;

    /// The image with its layers, their sizes and the steps that made them.
    ///
    /// @param reference a name, an id, or the beginning of an id
    /// @throws ImageNotFoundException when the engine has none
    Image inspect(String reference) throws EngineException;

    /// The steps of the image, the first one first, each with its size as `docker history` says.
    ///
    /// @param reference a name, an id, or the beginning of an id
    /// @throws ImageNotFoundException when the engine has none
    List<HistoryEntry> history(String reference) throws EngineException;

    /// The records of the build cache; empty when the engine keeps none or does not tell.
    List<BuildCacheRecord> buildCache() throws EngineException;

    /// What the builder attested of the image; absent when there is no attestation or the engine is
    /// too old to say (API below 1.55).
    Optional<Provenance> provenance(String reference) throws EngineException;

    /// The image as `docker save` writes it. The stream must be closed; closing it early hangs up
    /// at once, from any thread.
    ///
    /// @param reference a name or id
    /// @param platform which of an image's platforms; absent means the engine's choice. Ignored by
    ///   engines that keep one platform per image (API below 1.48)
    /// @throws ImageNotFoundException when the engine has none
    EngineStream export(String reference, Optional<Platform> platform) throws EngineException;

    /// Listens to events of images, containers and builds until closed; reconnects by itself, after
    /// 250 ms at first and never more than 5 s later.
    Subscription events(EngineListener listener);

    /// Its containers and networks. Does not wait.
    Containers containers();

    /// Hangs up all connections. Calls under way fail.
    @Override
    void close();
}
