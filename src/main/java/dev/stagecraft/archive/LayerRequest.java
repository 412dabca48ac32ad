package dev.stagecraft.archive;

import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.Digest;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A layer to be read.
///
/// @param diffId the digest that its uncompressed bytes should have
/// @param digest the digest that its stored bytes should have; absent when none is stated
/// @param contents whether contents are to be read where they could be passed over
record LayerRequest(
        DiffId diffId,
        Optional<Digest> digest,
        boolean contents,
        EntryBudget budget,
        ReadMeter meter) {
    /// Reads a layer from its stored bytes: plain, gzip or zstd.
    ParsedLayer parse(ByteSource stored) throws IOException {
        byte[] head = new byte[Compression.MAGIC];
        int length = stored.readFully(head, 0, head.length);
        ByteSource whole = new Compression.PeekedSource(head, length, stored);
        boolean plain = Compression.of(head, length) == Compression.NONE;
        if (plain && !contents && stored.isSeekable()) {
            return LayerParser.parseHeaders(whole, budget);
        }
        String algorithm = diffId.digest().algorithm();
        boolean sameBytes = plain && digest.map(d -> d.equals(diffId.digest())).orElse(true);
        if (sameBytes || digest.isEmpty()) {
            try (ByteSource tar = open(whole)) {
                return checkDiffId(LayerParser.parseAll(tar, algorithm, budget));
            }
        }
        DigestingSource digesting = new DigestingSource(whole, digest.get().algorithm());
        try (ByteSource tar = open(digesting)) {
            ParsedLayer layer = checkDiffId(LayerParser.parseAll(tar, algorithm, budget));
            if (layer.diffId().isEmpty()) {
                return layer;
            }
            digesting.skip(Long.MAX_VALUE);
            return checkDigest(layer, digesting.digest());
        }
    }

    private ByteSource open(ByteSource packed) throws IOException {
        return Compression.open(packed, budget.limits());
    }

    ParsedLayer checkDiffId(ParsedLayer layer) {
        return layer.diffId().isEmpty() || layer.diffId().get().equals(diffId)
                ? layer
                : layer.with(mismatch("layer", diffId.digest(), layer.diffId().get().digest()));
    }

    /// @param found null when not known
    ParsedLayer checkDigest(ParsedLayer layer, @Nullable Digest found) {
        return found == null
                        || digest.isEmpty()
                        || digest.get().equals(found)
                        || !digest.get().algorithm().equals(found.algorithm())
                ? layer
                : layer.with(mismatch("blob", digest.get(), found));
    }

    private static LayerProblem mismatch(String what, Digest stated, Digest found) {
        return new LayerProblem(
                LayerProblem.Kind.DIGEST_MISMATCH,
                "the %s should be %s and is %s".formatted(what, stated, found));
    }
}
