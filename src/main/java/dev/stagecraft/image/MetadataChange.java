package dev.stagecraft.image;

/// What a copy with the same content changed.
public enum MetadataChange {
    OWNER,
    MODE,
    TIME
}
