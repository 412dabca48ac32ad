package dev.stagecraft.compare;

import java.util.Optional;

/// Two images compared. The first is "before", the second "after"; [#swapped] turns them round.
///
/// @param before the first image
/// @param after the second image
/// @param size what became of the size; absent when one of them is not known
/// @param layers the layers side by side
/// @param settings how containers are started
/// @param users who containers run as, and the accounts
/// @param contents what the files tell; absent unless the files of both are known
public record Comparison(
        Side before,
        Side after,
        Optional<SizeChange> size,
        LayerComparison layers,
        SettingsComparison settings,
        UserComparison users,
        Optional<Contents> contents) {
    /// What the files of the two images tell.
    ///
    /// @param files every path of either
    /// @param packages the packages of both
    /// @param executables the programs of both
    /// @param tools shells, package managers and the like of both
    public record Contents(
            FileComparison files,
            PackageComparison packages,
            ExecutableComparison executables,
            ToolComparison tools) {}

    /// Compares two images. Takes some milliseconds for a hundred thousand files, and what
    /// [Side#contents] takes to read a few small files; for a background thread.
    public static Comparison of(Side before, Side after) {
        Optional<SizeChange> size =
                before.size().isPresent() && after.size().isPresent()
                        ? Optional.of(
                                new SizeChange(before.size().getAsLong(), after.size().getAsLong()))
                        : Optional.empty();
        return new Comparison(
                before,
                after,
                size,
                LayerComparison.of(before.image().layers(), after.image().layers()),
                SettingsComparison.of(before.image(), after.image()),
                UserComparison.of(before, after),
                contents(before, after));
    }

    private static Optional<Contents> contents(Side before, Side after) {
        if (before.files().isEmpty() || after.files().isEmpty()) {
            return Optional.empty();
        }
        FinalFiles a = new FinalFiles(before.files().get());
        FinalFiles b = new FinalFiles(after.files().get());
        FileComparison files = FileComparison.of(a.tree(), b.tree());
        return Optional.of(
                new Contents(
                        files,
                        PackageComparison.of(
                                PackageList.of(a, before.contents()),
                                PackageList.of(b, after.contents())),
                        ExecutableComparison.of(files, a, b),
                        ToolComparison.of(a, before.image().config(), b, after.image().config())));
    }

    /// The same two images, the other way round.
    public Comparison swapped() {
        return of(after, before);
    }
}
