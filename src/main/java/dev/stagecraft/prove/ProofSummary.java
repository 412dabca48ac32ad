package dev.stagecraft.prove;

import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.Image;
import dev.stagecraft.prove.Proof.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;

/// What is worth keeping of a proof when its Dockerfile is saved.
///
/// @param verdict what it came to
/// @param at when it ended
/// @param before bytes of the original image; absent when it was not built
/// @param after bytes of the rewritten image; absent when it was not built
/// @param probe how both were asked; absent when nothing was run
/// @param repairs how many repairs were tried
/// @param text the Dockerfile that this is about: no other text is proven by it
public record ProofSummary(
        Verdict verdict,
        Instant at,
        OptionalLong before,
        OptionalLong after,
        Optional<Probe> probe,
        int repairs,
        String text) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);

    /// The summary of a proof.
    public static ProofSummary of(Proof proof) {
        return new ProofSummary(
                proof.verdict(),
                proof.at(),
                size(proof.before()),
                size(proof.after()),
                proof.probe(),
                proof.repairs().size(),
                proof.text());
    }

    private static OptionalLong size(Proof.Side side) {
        return side.image().map(Image::size).orElse(OptionalLong.empty());
    }

    /// Whether it proves this Dockerfile, byte for byte.
    public boolean proves(String dockerfile) {
        return verdict == Verdict.PROVEN && text.equals(dockerfile);
    }

    /// What a Dockerfile may say of it, as comment lines with a line end each; empty unless it is
    /// proven.
    public String comment() {
        if (verdict != Verdict.PROVEN) {
            return "";
        }
        StringBuilder out = new StringBuilder();
        out.append("# Proven on ").append(DAY.format(at)).append(" by building and running both");
        probe.ifPresent(
                p -> out.append(" (").append(DisplayText.escape(p.toString(), 120)).append(')'));
        out.append(": same behaviour.\n");
        if (before.isPresent() && after.isPresent()) {
            out.append("# ")
                    .append(ByteSize.format(before.getAsLong()))
                    .append(" before, ")
                    .append(ByteSize.format(after.getAsLong()))
                    .append(" after.\n");
        }
        return out.toString();
    }
}
