package dev.stagecraft.archive;

import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.LayerListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A layer that was read.
///
/// @param listing what it holds, as far as it could be read
/// @param diffId the digest of the bytes that were read; absent when not all of them were, because
///   contents were passed over or the reading ended early
/// @param tarBytes the length of the uncompressed tar, as far as it was read
/// @param problems empty when all is well
public record ParsedLayer(
        LayerListing listing, Optional<DiffId> diffId, long tarBytes, List<LayerProblem> problems) {
    public ParsedLayer {
        problems = List.copyOf(problems);
    }

    /// A layer of which there is nothing but the reason.
    static ParsedLayer none(LayerProblem problem) {
        return new ParsedLayer(LayerListing.empty(), Optional.empty(), 0, List.of(problem));
    }

    /// Whether all its files are listed.
    public boolean isComplete() {
        return problems.stream().noneMatch(LayerProblem::isIncomplete);
    }

    ParsedLayer with(LayerProblem problem) {
        List<LayerProblem> more = new ArrayList<>(problems);
        more.add(problem);
        return new ParsedLayer(listing, diffId, tarBytes, more);
    }
}
