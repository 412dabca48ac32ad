package dev.stagecraft.image;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// One step in an image's history (OCI image spec, `config.md`, "history"), as its builder recorded
/// it.
///
/// @param createdBy the command as recorded, such as `/bin/sh -c #(nop) COPY file:… in /`; empty
///   when not recorded
/// @param created when the step was made; absent when not recorded
/// @param comment such as `buildkit.dockerfile.v0`; empty when not recorded
/// @param author empty when not recorded
/// @param emptyLayer whether the step made no layer
/// @param size the bytes that the engine counts for this step; absent when read from a
///   configuration, which does not say
/// @param imageId the intermediate image that the classic builder left for this step; absent when
///   there is none
public record HistoryEntry(
        String createdBy,
        Optional<Instant> created,
        String comment,
        String author,
        boolean emptyLayer,
        OptionalLong size,
        Optional<Digest> imageId) {}
