package dev.stagecraft.archive;

/// Something about a layer that a person should know. What was read stays visible.
///
/// @param message what was wrong and where
public record LayerProblem(Kind kind, String message) {
    /// What sort of problem it is.
    public enum Kind {
        /// The layer ends too early.
        TRUNCATED,
        /// The bytes are no tar, gzip or zstd from some place on.
        CORRUPT,
        /// The layer asks for more than the [Limits] allow.
        LIMIT,
        /// The bytes are not those that the digest names.
        DIGEST_MISMATCH,
        /// The layer is not in the archive.
        ABSENT,
        /// Entries with `..` or too long a path were left out.
        REJECTED_ENTRIES
    }

    /// Whether files may be missing because of it.
    public boolean isIncomplete() {
        return kind != Kind.DIGEST_MISMATCH;
    }

    static LayerProblem of(ArchiveException e) {
        Kind kind =
                switch (e) {
                    case TruncatedArchiveException t -> Kind.TRUNCATED;
                    case LimitExceededException l -> Kind.LIMIT;
                    default -> Kind.CORRUPT;
                };
        return new LayerProblem(kind, String.valueOf(e.getMessage()));
    }
}
