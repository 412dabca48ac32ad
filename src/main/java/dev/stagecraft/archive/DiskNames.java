package dev.stagecraft.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stagecraft.image.FileTree;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Gives each file a name that the disk can have: no two that a disk which does not tell capital
/// letters apart would take for one, none that Windows reserves, no characters that are not shown.
final class DiskNames {
    private static final Set<String> RESERVED =
            Set.of("con", "prn", "aux", "nul", "conin$", "conout$");

    private static final String FORBIDDEN = File.separatorChar == '\\' ? "/\\:*?\"<>|" : "/";

    private final FileTree tree;
    private final FileSystem disk;
    private final boolean ignoresCase;
    private final Map<Path, Set<String>> taken = new HashMap<>();
    private final Map<Integer, Path> renamed = new HashMap<>();

    /// @param ignoresCase whether the disk takes `README` and `readme` for one name
    DiskNames(FileTree tree, FileSystem disk, boolean ignoresCase) {
        this.tree = tree;
        this.disk = disk;
        this.ignoresCase = ignoresCase;
    }

    /// Whether a folder's disk takes `README` and `readme` for one name.
    static boolean ignoresCase(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, ".Saving-", ".Part");
        try {
            String upper = probe.getFileName().toString().toUpperCase(Locale.ROOT);
            return Files.exists(folder.resolve(upper), LinkOption.NOFOLLOW_LINKS);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    /// The files whose name was changed, by their node.
    Map<Integer, Path> renamed() {
        return renamed;
    }

    /// The node's name in that folder.
    String in(Path folder, int node) {
        String name = plain(node);
        Set<String> names = taken.computeIfAbsent(folder, f -> new HashSet<>());
        String free = name;
        for (int i = 2; !names.add(folded(free)); i++) {
            free = name + " (" + i + ")";
        }
        if (!Arrays.equals(free.getBytes(UTF_8), tree.nameBytes(node))) {
            renamed.put(node, folder.resolve(free));
        }
        return free;
    }

    /// The node's name with what no disk should have replaced by `_`.
    String plain(int node) {
        StringBuilder name = new StringBuilder();
        tree.name(node)
                .codePoints()
                .forEach(c -> {
                    int type = Character.getType(c);
                    boolean bad =
                            c < ' '
                                    || c == 0x7f
                                    || FORBIDDEN.indexOf(c) >= 0
                                    || type == Character.CONTROL
                                    || type == Character.FORMAT
                                    || type == Character.SURROGATE
                                    || type == Character.UNASSIGNED
                                    || type == Character.LINE_SEPARATOR
                                    || type == Character.PARAGRAPH_SEPARATOR;
                    name.appendCodePoint(bad ? '_' : c);
                });
        while (!name.isEmpty()
                && (name.charAt(name.length() - 1) == ' '
                        || name.charAt(name.length() - 1) == '.')) {
            name.setCharAt(name.length() - 1, '_');
        }
        String text = writable(name.isEmpty() ? "_" : name.toString());
        int dot = text.indexOf('.');
        String stem = (dot < 0 ? text : text.substring(0, dot)).toLowerCase(Locale.ROOT).strip();
        boolean device =
                RESERVED.contains(stem) || stem.matches("(com|lpt)[0-9\u00b9\u00b2\u00b3]");
        return device ? "_" + text : text;
    }

    /// With what the names of this disk have no letters for replaced by `_`: where the locale is C,
    /// that is all but ASCII.
    private String writable(String name) {
        return isWritable(name)
                ? name
                : name.codePoints()
                        .mapToObj(Character::toString)
                        .map(letter -> isWritable(letter) ? letter : "_")
                        .collect(Collectors.joining());
    }

    private boolean isWritable(String name) {
        try {
            disk.getPath(name);
            return true;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private String folded(String name) {
        if (!ignoresCase) {
            return name;
        }
        String upper = Normalizer.normalize(name, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        return Normalizer.normalize(upper.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }
}
