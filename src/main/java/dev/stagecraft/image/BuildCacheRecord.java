package dev.stagecraft.image;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One record of an engine's build cache (`docker system df -v`, the engine's `/system/df`).
///
/// @param id the record's id
/// @param parents the ids of the records it stands on
/// @param type such as `regular`, `source.local`, `exec.cachemount`, `frontend`
/// @param description such as `[builder 3/5] COPY . .` or `mount / from exec /bin/sh -c make`
/// @param size its own bytes
/// @param created when it was made; absent when not recorded
/// @param lastUsed when a build used it last; absent when never
/// @param inUse whether a build or an image uses it now
/// @param shared whether an image shares its bytes
public record BuildCacheRecord(
        String id,
        List<String> parents,
        String type,
        String description,
        long size,
        Optional<Instant> created,
        Optional<Instant> lastUsed,
        boolean inUse,
        boolean shared) {
    public BuildCacheRecord {
        parents = List.copyOf(parents);
    }
}
