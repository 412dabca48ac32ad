package dev.stagecraft.distil.catalog;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// What is known of the distroless images, as of a date.
///
/// @param date the day of the facts
/// @param commit the upstream commit they were read from
/// @param refresh how to bring them up to date
/// @param registry where the images are, such as `gcr.io/distroless`
/// @param defaultDistro what names without a release mean
/// @param accounts the only users there are
/// @param suites by distro, such as `debian13`
/// @param variants the tags
/// @param removed patterns, with `*`, of names that are no longer built
/// @param images from the smallest up
public record Catalogue(
        LocalDate date,
        String commit,
        String refresh,
        String registry,
        String defaultDistro,
        List<Account> accounts,
        Map<String, Suite> suites,
        List<Variant> variants,
        List<String> removed,
        List<DistrolessImage> images) {
    /// Bases for programs that bring no runtime, from the smallest up.
    private static final List<Family> NATIVE =
            List.of(Family.STATIC, Family.BASE_NOSSL, Family.BASE, Family.CC);

    public Catalogue {
        accounts = List.copyOf(accounts);
        suites = Map.copyOf(suites);
        variants = List.copyOf(variants);
        removed = List.copyOf(removed);
        images = List.copyOf(images);
    }

    /// The release of this distro, such as `debian13`, or codename, such as `trixie`.
    public Optional<Suite> suite(String name) {
        return suites.values().stream()
                .filter(s -> s.distro().equals(name) || s.codename().equals(name))
                .findFirst();
    }

    /// The release that names without one mean.
    public Suite defaultSuite() {
        return suite(defaultDistro).orElseThrow();
    }

    /// The image of a name such as `cc-debian13` or, for the default release, `cc`.
    public Optional<DistrolessImage> image(String name) {
        return images.stream()
                .filter(i -> i.name().equals(name) || i.alias().equals(Optional.of(name)))
                .findFirst();
    }

    /// The image of a family that needs no runtime, in a release.
    public Optional<DistrolessImage> image(Family family, Suite suite) {
        return images.stream()
                .filter(i -> i.family() == family && i.suite().equals(suite))
                .findFirst();
    }

    /// The images with a runtime of this kind (`java`, `nodejs`, `python`), the oldest line first.
    public List<DistrolessImage> runtimes(String kind) {
        return images.stream()
                .filter(i -> i.runtime().map(r -> r.kind().equals(kind)).orElse(false))
                .sorted(Comparator.comparing(Catalogue::line, Catalogue::compareVersions))
                .toList();
    }

    private static String line(DistrolessImage image) {
        return image.runtime().map(LanguageRuntime::line).orElse("0");
    }

    /// The runtime of this line or, where there is none, of the next newer one; the newest where
    /// the line is newer than all. Node's odd lines have no long support and move up as well.
    public Optional<DistrolessImage> runtime(String kind, String line) {
        List<DistrolessImage> all = runtimes(kind);
        Optional<DistrolessImage> fitting =
                all.stream().filter(i -> compareVersions(line(i), line) >= 0).findFirst();
        return fitting.isPresent() || all.isEmpty() ? fitting : Optional.of(all.getLast());
    }

    /// The smallest image without a runtime that provides all these shared libraries; absent when
    /// none does.
    public Optional<DistrolessImage> smallestProviding(Collection<String> sonames, Suite suite) {
        return NATIVE.stream()
                .flatMap(f -> image(f, suite).stream())
                .filter(i -> i.sonames().containsAll(sonames))
                .findFirst();
    }

    /// Those of the shared libraries that the image does not provide, in the order given.
    public SequencedSet<String> missing(Collection<String> sonames, DistrolessImage image) {
        SequencedSet<String> rest = new LinkedHashSet<>(sonames);
        rest.removeAll(image.sonames());
        return rest;
    }

    /// Whether images of this name are no longer built, such as `nodejs18-debian12`.
    public boolean isRemoved(String name) {
        return image(name).isEmpty() && removed.stream().anyMatch(p -> matches(p, name));
    }

    private static boolean matches(String pattern, String name) {
        String plain = pattern.replace(" and older", "");
        StringBuilder regex = new StringBuilder();
        for (int k = 0; k < plain.length(); k++) {
            char c = plain.charAt(k);
            regex.append(c == '*' ? ".*" : Character.isLetterOrDigit(c) ? "" + c : "\\" + c);
        }
        if (name.matches(regex.toString())) {
            return true;
        }
        return pattern.endsWith(" and older") && name.matches(".*-debian([1-9]|10|11)");
    }

    /// Compares dotted numbers by their numbers: `3.9` is older than `3.13`.
    public static int compareVersions(String left, String right) {
        String[] a = left.split("\\.");
        String[] b = right.split("\\.");
        for (int i = 0; i < Math.max(a.length, b.length); i++) {
            int order = Integer.compare(number(a, i), number(b, i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int number(String[] parts, int i) {
        if (i >= parts.length) {
            return 0;
        }
        int value = 0;
        for (int k = 0; k < parts[i].length(); k++) {
            char c = parts[i].charAt(k);
            if (c < '0' || c > '9' || value > 100_000) {
                break;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
