package dev.stagecraft.image;

import java.util.Optional;
import java.util.OptionalLong;

/// One layer of an image.
///
/// @param index its place from the bottom, the first being 0
/// @param diffId the digest of the uncompressed tar
/// @param digest the digest of the blob as stored; absent when the source does not say (the classic
///   engine store)
/// @param size the sum of the sizes of the layer's files in bytes, as `docker history` counts;
///   absent until known
/// @param blobSize the stored blob's length in bytes; absent when not known
/// @param history the step that made it; absent when the history is missing or too short
public record Layer(
        int index,
        DiffId diffId,
        Optional<Digest> digest,
        OptionalLong size,
        OptionalLong blobSize,
        Optional<HistoryEntry> history) {}
