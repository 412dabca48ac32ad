package dev.stagecraft.compare;

import dev.stagecraft.compare.InstalledPackage.Ecosystem;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The packages of both sides.
///
/// @param entries every package of either, by ecosystem and name
/// @param unread ecosystems whose list of packages is there and could not be read: what is said of
///   them is incomplete
public record PackageComparison(List<Entry> entries, Set<Ecosystem> unread) {
    public PackageComparison {
        entries = List.copyOf(entries);
        unread = Set.copyOf(unread);
    }

    /// One package.
    ///
    /// @param ecosystem what installed it
    /// @param name its name; not escaped
    /// @param inBefore whether the first image has it
    /// @param inAfter whether the second image has it
    /// @param before its versions there, as far as known
    /// @param after its versions there, as far as known
    public record Entry(
            Ecosystem ecosystem,
            String name,
            boolean inBefore,
            boolean inAfter,
            Set<String> before,
            Set<String> after) {
        /// What became of it; other versions make it changed, unless they are not known.
        public Change change() {
            if (!inBefore || !inAfter) {
                return inBefore ? Change.REMOVED : Change.ADDED;
            }
            return before.isEmpty() || after.isEmpty() || before.equals(after)
                    ? Change.SAME
                    : Change.CHANGED;
        }
    }

    private record Key(Ecosystem ecosystem, String name) {}

    static PackageComparison of(PackageList before, PackageList after) {
        Comparator<Key> order = Comparator.comparing(Key::ecosystem).thenComparing(Key::name);
        Map<Key, Set<String>> a = versions(before, order);
        Map<Key, Set<String>> b = versions(after, order);
        Set<Ecosystem> unread = EnumSet.noneOf(Ecosystem.class);
        unread.addAll(before.unread());
        unread.addAll(after.unread());
        List<Entry> entries =
                Stream.concat(a.keySet().stream(), b.keySet().stream())
                        .distinct()
                        .sorted(order)
                        .map(key ->
                                new Entry(
                                        key.ecosystem(),
                                        key.name(),
                                        a.containsKey(key),
                                        b.containsKey(key),
                                        a.getOrDefault(key, Set.of()),
                                        b.getOrDefault(key, Set.of())))
                        .toList();
        return new PackageComparison(entries, unread);
    }

    private static Map<Key, Set<String>> versions(PackageList list, Comparator<Key> order) {
        Map<Key, Set<String>> map = new TreeMap<>(order);
        for (InstalledPackage one : list.packages()) {
            Set<String> versions =
                    map.computeIfAbsent(
                            new Key(one.ecosystem(), one.name()), k -> new LinkedHashSet<>());
            one.version().ifPresent(versions::add);
        }
        return map;
    }

    /// How many packages of that ecosystem one of the sides has.
    public long count(Ecosystem ecosystem, boolean after) {
        return entries.stream()
                .filter(e -> e.ecosystem() == ecosystem && (after ? e.inAfter() : e.inBefore()))
                .count();
    }

    /// How many packages became that.
    public long count(Change change) {
        return entries.stream().filter(e -> e.change() == change).count();
    }
}
