package dev.stagecraft.prove;

import dev.stagecraft.distil.binary.BuiltImage;
import dev.stagecraft.distil.binary.ElfFile;
import dev.stagecraft.distil.binary.LibraryClosure;
import dev.stagecraft.distil.catalog.Catalogue;
import dev.stagecraft.distil.catalog.DistrolessImage;
import dev.stagecraft.distil.catalog.Family;
import dev.stagecraft.distil.catalog.Suite;
import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.Plan;
import dev.stagecraft.distil.plan.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The base that has the loader and the C library a program was linked with, for a final stage
/// whose base has neither: the kernel then reports the program itself as not found.
///
/// A loader that is copied alone finds no library, so the base is changed instead.
record LoadedBase(BuiltImage original, Catalogue catalogue) {
    /// From the smallest up; their libraries are the only ones that programs without a runtime get.
    private static final List<Family> WITH_LIBC = List.of(Family.BASE, Family.CC);

    /// A plan on another base, and why.
    ///
    /// @param why one sentence
    record Rebased(Plan plan, String why) {}

    /// The plan on the smallest base that loads the program; absent when the present base loads it,
    /// is not known to have no C library, or no base has a C library that is new enough.
    ///
    /// @param path the program's absolute path in the original
    Optional<Rebased> rebase(Plan plan, String path) {
        Optional<String> loader =
                original.read(path)
                        .flatMap(ElfFile::parse)
                        .flatMap(ElfFile::interpreter)
                        .filter(interpreter -> interpreter.contains("/ld-linux"));
        if (loader.isEmpty()) {
            return Optional.empty();
        }
        Optional<DistrolessImage> present = present(plan.base());
        boolean none = plan.base().equals("scratch");
        if (!none && present.map(image -> image.has("libc")).orElse(true)) {
            return Optional.empty();
        }
        Suite suite = present.map(DistrolessImage::suite).orElse(catalogue.defaultSuite());
        return Stream.of(suite, catalogue.defaultSuite())
                .flatMap(s -> fitting(path, s).stream())
                .findFirst()
                .flatMap(image -> on(plan, image, loader.get(), none));
    }

    private Optional<Rebased> on(Plan plan, DistrolessImage image, String loader, boolean none) {
        String old = plan.base();
        int tag = old.indexOf(':', old.lastIndexOf('/') + 1);
        String fresh = none ? image.tagged(true, false) : image.reference() + tagOf(old, tag);
        String from = plan.stages().getLast().lines().getFirst().text();
        if (!from.contains(old)) {
            return Optional.empty();
        }
        String why =
                "The program is loaded by "
                        + loader
                        + ", which "
                        + old
                        + " has not and "
                        + image.name()
                        + " has, with the C library.";
        Reason reason = Reason.of(Lesson.LIBRARIES, why);
        return Optional.of(
                new Rebased(
                        PlanEdit.onBase(
                                plan,
                                fresh,
                                line -> line.changed(line.text().replace(old, fresh), reason)),
                        why));
    }

    private static String tagOf(String reference, int tag) {
        return tag < 0 ? "" : reference.substring(tag);
    }

    private Optional<DistrolessImage> present(String base) {
        String name = base.replaceFirst("(?<=[^/]):[^/]*$", "");
        String registry = catalogue.registry() + "/";
        return name.startsWith(registry)
                ? catalogue.image(name.substring(registry.length()))
                : Optional.empty();
    }

    /// The image that leaves the fewest libraries to be copied; of equal ones the smallest.
    private Optional<DistrolessImage> fitting(String path, Suite suite) {
        Optional<DistrolessImage> best = Optional.empty();
        int fewest = Integer.MAX_VALUE;
        for (Family family : WITH_LIBC) {
            Optional<DistrolessImage> image = catalogue.image(family, suite);
            if (image.isEmpty()) {
                continue;
            }
            LibraryClosure closure = LibraryClosure.of(original, List.of(path), image.get());
            boolean newEnough =
                    closure.glibc()
                            .map(wanted -> Catalogue.compareVersions(wanted, suite.glibc()) <= 0)
                            .orElse(true);
            int missing = closure.files().size() + closure.unresolved().size();
            if (newEnough && missing < fewest) {
                best = image;
                fewest = missing;
            }
        }
        return best;
    }
}
