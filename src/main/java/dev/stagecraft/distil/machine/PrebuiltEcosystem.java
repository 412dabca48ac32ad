package dev.stagecraft.distil.machine;

import dev.stagecraft.distil.binary.ElfFile;
import dev.stagecraft.distil.catalog.DistrolessImage;
import dev.stagecraft.distil.catalog.Family;
import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.Plan;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.distil.rewrite.Ecosystem;
import dev.stagecraft.distil.rewrite.Rewriter;
import dev.stagecraft.distil.rewrite.Situation;
import dev.stagecraft.distil.source.Paths;
import dev.stagecraft.distil.source.Transferred;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A binary that was built elsewhere and is only copied: the file itself says what it needs.
public final class PrebuiltEcosystem implements Ecosystem {
    private static final int HEAD = 8_192;

    @Override
    public String name() {
        return "Binary";
    }

    @Override
    public boolean claims(Situation s) {
        return binary(s).isPresent();
    }

    private static Optional<byte[]> binary(Situation s) {
        if (s.start().argv().isEmpty()) {
            return Optional.empty();
        }
        String path =
                Paths.resolve(
                        s.start().workdir().orElse(s.settings().workdir().value()),
                        s.start().argv().getFirst());
        for (Transferred t : s.file().transfers(s.target()).reversed()) {
            Optional<byte[]> found =
                    t.contextPath(path, s.context())
                            .flatMap(p -> s.context().bytes(p))
                            .filter(b -> b.length > 4 && b[0] == 0x7f && b[1] == 'E');
            if (found.isPresent()) {
                return found;
            }
        }
        return s.image()
                .flatMap(i -> i.read(path))
                .filter(b -> b.length > 4 && b[0] == 0x7f && b[1] == 'E');
    }

    @Override
    public Plan rewrite(Situation s) {
        byte[] bytes = binary(s).orElseThrow();
        // The loader's path stands near the start, even where the file is too large to be read
        // whole.
        String head =
                new String(
                        Arrays.copyOf(bytes, Math.min(bytes.length, HEAD)),
                        StandardCharsets.ISO_8859_1);
        if (head.contains("/ld-musl")) {
            throw Situation.refuse(
                    "The binary is linked with musl, which distroless images do not have.",
                    "Build it for glibc, or link it statically.");
        }
        boolean dynamic = head.contains("/ld-linux") || head.contains("/ld64.so");
        Optional<ElfFile> elf = ElfFile.parse(bytes);
        List<String> needed = elf.map(ElfFile::needed).orElse(List.of());
        DistrolessImage base =
                !dynamic
                        ? s.base(Family.STATIC)
                        : elf.isEmpty()
                                ? s.base(Family.CC)
                                : s.catalogue()
                                        .smallestProviding(needed, s.suite())
                                        .orElseThrow(() ->
                                                Situation.refuse(
                                                        "The binary needs "
                                                                + String.join(
                                                                        ", ",
                                                                        s.catalogue()
                                                                                .missing(
                                                                                        needed,
                                                                                        s.base(
                                                                                                Family
                                                                                                        .CC)))
                                                                + ", which no base has.",
                                                        "Build it in a stage of this file, so that its libraries can be copied with it."));
        Rewriter rewriter = new Rewriter(s, false);
        if (!rewriter.swaps()) {
            String path =
                    Paths.resolve(s.settings().workdir().value(), s.start().argv().getFirst());
            rewriter.copyFromBuilder(
                    path, path, Reason.of(Lesson.SMALL_FINAL, "Only the binary is shipped."));
        }
        rewriter.finish(
                base.tagged(s.options().nonroot(), s.options().debug()),
                List.of(),
                dynamic
                        ? Reason.of(
                                Lesson.SMALL_FINAL,
                                "The binary needs "
                                        + (needed.isEmpty()
                                                ? "the C library"
                                                : String.join(", ", needed))
                                        + ", and nothing else.")
                        : Reason.of(
                                Lesson.STATIC_BINARY,
                                "The binary is static: the base brings certificates, time zones and a user, no C library."),
                s.start().argv(),
                s.start().fixed());
        return rewriter.plan(name(), Optional.empty());
    }
}
