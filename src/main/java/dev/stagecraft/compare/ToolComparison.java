package dev.stagecraft.compare;

import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.ImageConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Shells, package managers, compilers and network tools on both sides.
///
/// @param entries every tool that at least one of them has, by kind and name
public record ToolComparison(List<Entry> entries) {
    public ToolComparison {
        entries = List.copyOf(entries);
    }

    /// One tool and where it lies.
    ///
    /// @param tool which one
    /// @param before the paths in the first image, without a leading slash; not escaped
    /// @param after the paths in the second image
    public record Entry(Tool tool, List<String> before, List<String> after) {
        public Entry {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        /// What became of it.
        public Change change() {
            return before.isEmpty() ? Change.ADDED : after.isEmpty() ? Change.REMOVED : Change.SAME;
        }
    }

    static ToolComparison of(
            FinalFiles before,
            ImageConfig configBefore,
            FinalFiles after,
            ImageConfig configAfter) {
        Map<String, List<String>> a = find(before, configBefore);
        Map<String, List<String>> b = find(after, configAfter);
        Set<String> names = new TreeSet<>(a.keySet());
        names.addAll(b.keySet());
        return new ToolComparison(
                names.stream()
                        .map(Tool.known()::get)
                        .flatMap(Stream::ofNullable)
                        .sorted(Comparator.comparing(Tool::kind).thenComparing(Tool::name))
                        .map(tool ->
                                new Entry(
                                        tool,
                                        a.getOrDefault(tool.name(), List.of()),
                                        b.getOrDefault(tool.name(), List.of())))
                        .toList());
    }

    /// The tools of that kind that one of the sides has.
    public List<String> names(Tool.Kind kind, boolean after) {
        return entries.stream()
                .filter(e -> e.tool().kind() == kind)
                .filter(e -> !(after ? e.after() : e.before()).isEmpty())
                .map(e -> e.tool().name())
                .toList();
    }

    private static Map<String, List<String>> find(FinalFiles files, ImageConfig config) {
        FileTree tree = files.tree();
        Set<String> folders =
                Stream.of(
                                Optional.ofNullable(config.environment().get("PATH"))
                                        .orElse("")
                                        .split(":"))
                        .map(folder -> folder.startsWith("/") ? folder.substring(1) : folder)
                        .filter(folder -> !folder.isEmpty())
                        .collect(Collectors.toSet());
        Map<String, List<String>> found = new TreeMap<>();
        for (int node = 1; node < tree.size(); node++) {
            if (!files.contains(node) || files.isDirectory(node)) {
                continue;
            }
            String name = tree.name(node);
            if (!Tool.known().containsKey(name) || !isFolderOfPrograms(tree, node, folders)) {
                continue;
            }
            int target = files.isLink(node) ? files.resolve(tree.path(node)) : node;
            if (target != FileTree.NONE && files.isExecutable(target)) {
                found.computeIfAbsent(name, n -> new ArrayList<>()).add(tree.path(node));
            }
        }
        return found;
    }

    private static boolean isFolderOfPrograms(FileTree tree, int node, Set<String> folders) {
        int parent = tree.parent(node);
        return switch (tree.name(parent)) {
            case "bin", "sbin", "busybox" -> true;
            default -> folders.contains(tree.path(parent));
        };
    }
}
