package dev.stagecraft.distil.binary;

import dev.stagecraft.distil.catalog.DistrolessImage;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The shared libraries that files of an image need and a base does not provide, with all that
/// those need in turn.
///
/// @param files the paths in the image to copy, by soname
/// @param unresolved sonames that are nowhere in the image
/// @param glibc the newest glibc that is needed, such as `2.34`; absent when none is
public record LibraryClosure(
        Map<String, String> files, Set<String> unresolved, Optional<String> glibc) {
    private static final List<String> FOLDERS =
            List.of("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt");
    private static final int MAX_FILES = 4_000;

    /// Computes it.
    ///
    /// @param roots paths of programs and modules in the image
    public static LibraryClosure of(
            BuiltImage image, Collection<String> roots, DistrolessImage base) {
        Map<String, String> places = new TreeMap<>();
        for (String folder : FOLDERS) {
            for (String path : image.list(folder)) {
                String name = path.substring(path.lastIndexOf('/') + 1);
                if (name.contains(".so")) {
                    places.putIfAbsent(name, path);
                }
            }
        }
        Deque<String> open = new ArrayDeque<>(roots);
        Set<String> seen = new HashSet<>();
        Set<String> own = new HashSet<>();
        roots.forEach(r -> own.add(r.substring(r.lastIndexOf('/') + 1)));
        Map<String, String> files = new TreeMap<>();
        Set<String> unresolved = new TreeSet<>();
        Optional<String> glibc = Optional.empty();
        while (!open.isEmpty() && seen.size() < MAX_FILES) {
            String path = open.removeFirst();
            if (!seen.add(path)) {
                continue;
            }
            Optional<ElfFile> elf = image.read(path).flatMap(ElfFile::parse);
            if (elf.isEmpty()) {
                continue;
            }
            Optional<String> newest = elf.get().newest("GLIBC");
            if (newest.isPresent()
                    && (glibc.isEmpty()
                            || dev.stagecraft.distil.catalog.Catalogue.compareVersions(
                                            newest.get(), glibc.get())
                                    > 0)) {
                glibc = newest;
            }
            for (String needed : elf.get().needed()) {
                if (base.sonames().contains(needed) || own.contains(needed)) {
                    continue;
                }
                String at = places.get(needed);
                if (at == null) {
                    unresolved.add(needed);
                } else if (files.putIfAbsent(needed, at) == null) {
                    open.addLast(at);
                }
            }
        }
        return new LibraryClosure(files, unresolved, glibc);
    }
}
