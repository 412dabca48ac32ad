package dev.stagecraft.archive;

import dev.stagecraft.image.DiffId;
import java.util.List;

/// How the reading of one layer went.
///
/// @param index its place from the bottom, the first being 0
/// @param check whether its bytes are those that the digest names
/// @param tarBytes the length of its tar; 0 when not known. Not the same as the sum of its files
/// @param fileBytes the sum of the sizes of its files, as `docker history` counts
/// @param hashed whether the content of its files was read, so that copies are told from changes
/// @param cached whether it was known from before; the bytes of this source are then not read
/// @param problems empty when all is well
public record LayerContents(
        int index,
        DiffId diffId,
        Check check,
        long tarBytes,
        long fileBytes,
        boolean hashed,
        boolean cached,
        List<LayerProblem> problems) {
    /// Whether a layer's bytes are those that its digest names.
    public enum Check {
        /// They are.
        VERIFIED,
        /// They are not.
        MISMATCH,
        /// Not all of them were read yet.
        NOT_READ,
        /// They cannot all be read.
        UNREADABLE
    }

    public LayerContents {
        problems = List.copyOf(problems);
    }

    /// Whether all its files are in the tree.
    public boolean isComplete() {
        return problems.stream().noneMatch(LayerProblem::isIncomplete);
    }

    static LayerContents of(int index, DiffId stated, ParsedLayer layer, boolean cached) {
        boolean mismatch =
                layer.problems().stream()
                        .anyMatch(p -> p.kind() == LayerProblem.Kind.DIGEST_MISMATCH);
        Check check =
                mismatch
                        ? Check.MISMATCH
                        : !cached && layer.diffId().filter(stated::equals).isPresent()
                                ? Check.VERIFIED
                                : layer.isComplete() ? Check.NOT_READ : Check.UNREADABLE;
        return new LayerContents(
                index,
                stated,
                check,
                layer.tarBytes(),
                layer.listing().fileBytes(),
                layer.listing().isHashed(),
                cached,
                layer.problems());
    }
}
