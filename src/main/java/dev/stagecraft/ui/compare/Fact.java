package dev.stagecraft.ui.compare;

import dev.stagecraft.compare.Change;
import dev.stagecraft.compare.Comparison;
import dev.stagecraft.compare.InstalledPackage.Ecosystem;
import dev.stagecraft.compare.LayerComparison;
import dev.stagecraft.compare.PackageComparison;
import dev.stagecraft.compare.SettingsComparison;
import dev.stagecraft.compare.Tool;
import dev.stagecraft.compare.UserComparison.Users;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.support.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a comparison says in a few words: one fact for each thing that people ask first.
///
/// @param tab the tab that tells more
/// @param title what it is about
/// @param before of the first image
/// @param after of the second image; absent for a fact that has but one value
/// @param note more of it; may be empty
/// @param good whether the second is the better one; absent where neither is
record Fact(
        String tab,
        String title,
        String before,
        Optional<String> after,
        String note,
        Optional<Boolean> good) {
    private static final int NAMES = 4;

    /// All facts that are known of a comparison, what matters most first.
    static List<Fact> of(Comparison comparison, Texts texts) {
        List<Fact> facts = new ArrayList<>();
        comparison.contents().ifPresent(c -> tools(facts, c, texts));
        facts.add(user(comparison, texts));
        comparison.contents().ifPresent(c -> contents(facts, c, texts));
        facts.add(layers(comparison.layers(), texts));
        facts.add(settings(comparison.settings(), texts));
        return facts;
    }

    private static void tools(List<Fact> facts, Comparison.Contents contents, Texts texts) {
        for (Tool.Kind kind : List.of(Tool.Kind.SHELL, Tool.Kind.PACKAGE_MANAGER)) {
            List<String> before = contents.tools().names(kind, false);
            List<String> after = contents.tools().names(kind, true);
            facts.add(
                    new Fact(
                            "tools",
                            texts.text("fact." + lower(kind)),
                            names(before, texts),
                            Optional.of(names(after, texts)),
                            "",
                            fewer(before.size(), after.size())));
        }
    }

    private static void contents(List<Fact> facts, Comparison.Contents contents, Texts texts) {
        PackageComparison packages = contents.packages();
        long before = count(packages, false);
        long after = count(packages, true);
        facts.add(
                new Fact(
                        "packages",
                        texts.text("fact.packages"),
                        texts.text("number", before),
                        Optional.of(texts.text("number", after)),
                        texts.text(
                                "fact.packages.note",
                                packages.count(Change.REMOVED),
                                packages.count(Change.ADDED),
                                packages.count(Change.CHANGED)),
                        fewer(before, after)));
        facts.add(
                new Fact(
                        "tools",
                        texts.text("fact.executables"),
                        texts.text("number", contents.executables().before()),
                        Optional.of(texts.text("number", contents.executables().after())),
                        texts.text("fact.executables.note", contents.executables().gone().size()),
                        fewer(contents.executables().before(), contents.executables().after())));
        var files = contents.files();
        int filesBefore =
                files.files(Change.SAME)
                        + files.files(Change.CHANGED)
                        + files.files(Change.REMOVED);
        int filesAfter =
                files.files(Change.SAME) + files.files(Change.CHANGED) + files.files(Change.ADDED);
        facts.add(
                new Fact(
                        "files",
                        texts.text("fact.files"),
                        texts.text("number", filesBefore),
                        Optional.of(texts.text("number", filesAfter)),
                        texts.text(
                                "fact.files.note",
                                files.files(Change.REMOVED),
                                files.files(Change.ADDED),
                                files.files(Change.CHANGED)),
                        fewer(filesBefore, filesAfter)));
    }

    private static long count(PackageComparison packages, boolean after) {
        return Stream.of(Ecosystem.values()).mapToLong(e -> packages.count(e, after)).sum();
    }

    private static Fact user(Comparison comparison, Texts texts) {
        Users before = comparison.users().before();
        Users after = comparison.users().after();
        return new Fact(
                "tools",
                texts.text("fact.user"),
                DisplayText.escape(before.runsAs(), 60),
                Optional.of(DisplayText.escape(after.runsAs(), 60)),
                "",
                before.root() == after.root() ? Optional.empty() : Optional.of(before.root()));
    }

    private static Fact layers(LayerComparison layers, Texts texts) {
        LayerComparison.Sum shared = layers.shared();
        return new Fact(
                "layers",
                texts.text("fact.layers"),
                texts.text("number", shared.layers() + layers.onlyBefore().layers()),
                Optional.of(texts.text("number", shared.layers() + layers.onlyAfter().layers())),
                shared.layers() == 0
                        ? texts.text("fact.layers.none")
                        : texts.text(
                                "fact.layers.note",
                                shared.layers(),
                                ByteSize.format(shared.bytes())),
                Optional.empty());
    }

    private static Fact settings(SettingsComparison settings, Texts texts) {
        long differ =
                Stream.of(
                                settings.settings().stream()
                                        .map(SettingsComparison.Entry::value)
                                        .toList(),
                                settings.environment(),
                                settings.labels())
                        .flatMap(List::stream)
                        .filter(v -> v.change() != Change.SAME)
                        .count();
        return new Fact(
                "settings",
                texts.text("fact.settings"),
                texts.text("fact.settings.value", differ),
                Optional.empty(),
                "",
                Optional.empty());
    }

    private static Optional<Boolean> fewer(long before, long after) {
        return before == after ? Optional.empty() : Optional.of(after < before);
    }

    private static String names(List<String> names, Texts texts) {
        if (names.isEmpty()) {
            return texts.text("fact.none");
        }
        String some = String.join(", ", names.subList(0, Math.min(NAMES, names.size())));
        return names.size() <= NAMES
                ? some
                : texts.text("fact.names.more", some, names.size() - NAMES);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
