package dev.stagecraft.compare;

import dev.stagecraft.compare.InstalledPackage.Ecosystem;
import dev.stagecraft.image.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The packages of an image: from the lists that the package managers keep where these can be read,
/// else from the names of files, which tell most of them.
///
/// @param packages in no particular order
/// @param unread ecosystems whose own list is there and could not be read
record PackageList(List<InstalledPackage> packages, Set<Ecosystem> unread) {
    /// A list of all packages of a distribution is some megabytes long.
    private static final int LIMIT = 64 << 20;

    /// PEP 427 and PEP 376: `name-version.dist-info`, `name-version[-pyX.Y].egg-info`.
    private static final Pattern PYTHON =
            Pattern.compile("(.+?)-([^-]+)(?:-py[0-9.]+)?\\.(?:dist|egg)-info");

    private static final Pattern JAR = Pattern.compile("(.+?)-([0-9][\\w.+-]*)\\.jar");
    private static final Pattern GEM =
            Pattern.compile("(.+)-([0-9][\\w.]*?)(?:-[\\w-]+)?\\.gemspec");

    static PackageList of(FinalFiles files, FileContents contents) {
        Reader reader = new Reader(files, contents);
        reader.debian();
        reader.alpine();
        reader.rpm();
        reader.byName();
        return new PackageList(List.copyOf(reader.found), reader.unread);
    }

    private static final class Reader {
        private final FinalFiles files;
        private final FileTree tree;
        private final FileContents contents;
        private final List<InstalledPackage> found = new ArrayList<>();
        private final Set<Ecosystem> unread = EnumSet.noneOf(Ecosystem.class);

        Reader(FinalFiles files, FileContents contents) {
            this.files = files;
            this.contents = contents;
            tree = files.tree();
        }

        /// One list in `status` (dpkg(1)), and in distroless images one file for each package.
        private void debian() {
            if (has("var/lib/dpkg/status") && !isEmpty("var/lib/dpkg/status")) {
                Optional<String> status = text("var/lib/dpkg/status");
                if (status.isPresent()) {
                    paragraphs(status.get(), true);
                } else {
                    unread.add(Ecosystem.DEBIAN);
                    namesIn("var/lib/dpkg/info", ".list");
                }
            }
            int folder = node("var/lib/dpkg/status.d");
            if (folder != FileTree.NONE) {
                for (int child : tree.children(folder)) {
                    String name = tree.name(child);
                    if (files.contains(child) && !name.endsWith(".md5sums")) {
                        Optional<String> text = text(tree.path(child));
                        if (text.isPresent()) {
                            paragraphs(text.get(), false);
                        } else {
                            add(Ecosystem.DEBIAN, name, Optional.empty());
                        }
                    }
                }
            }
        }

        private void namesIn(String path, String ending) {
            int folder = node(path);
            if (folder == FileTree.NONE) {
                return;
            }
            for (int child : tree.children(folder)) {
                String name = tree.name(child);
                if (files.contains(child) && name.endsWith(ending)) {
                    String bare = name.substring(0, name.length() - ending.length());
                    int colon = bare.indexOf(':');
                    add(
                            Ecosystem.DEBIAN,
                            colon < 0 ? bare : bare.substring(0, colon),
                            Optional.empty());
                }
            }
        }

        private void paragraphs(String text, boolean withStatus) {
            String name = "";
            String version = "";
            boolean installed = !withStatus;
            for (String line : (text + "\n\n").split("\n", -1)) {
                if (line.isBlank()) {
                    if (!name.isEmpty() && installed) {
                        add(Ecosystem.DEBIAN, name, known(version));
                    }
                    name = "";
                    version = "";
                    installed = !withStatus;
                } else if (line.startsWith("Package: ")) {
                    name = line.substring(9).strip();
                } else if (line.startsWith("Version: ")) {
                    version = line.substring(9).strip();
                } else if (line.startsWith("Status: ")) {
                    installed = line.strip().endsWith(" installed");
                }
            }
        }

        /// `P:` and `V:` lines, a blank line between packages (apk v2's installed database).
        private void alpine() {
            for (String path : List.of("lib/apk/db/installed", "usr/lib/apk/db/installed")) {
                if (!has(path)) {
                    continue;
                }
                Optional<String> text = text(path);
                if (text.isEmpty()) {
                    unread.add(Ecosystem.ALPINE);
                    continue;
                }
                String name = "";
                for (String line : text.get().split("\n", -1)) {
                    if (line.startsWith("P:")) {
                        name = line.substring(2);
                    } else if (line.startsWith("V:")) {
                        add(Ecosystem.ALPINE, name, known(line.substring(2)));
                    }
                }
                return;
            }
        }

        /// RPM's databases are no text: that there is one is all that is said.
        private void rpm() {
            for (String folder : List.of("var/lib/rpm", "usr/lib/sysimage/rpm")) {
                for (String name : List.of("rpmdb.sqlite", "Packages.db", "Packages")) {
                    if (has(folder + "/" + name)) {
                        unread.add(Ecosystem.RPM);
                    }
                }
            }
        }

        private void byName() {
            for (int node = 1; node < tree.size(); node++) {
                if (!files.contains(node)) {
                    continue;
                }
                String name = tree.name(node);
                if (name.endsWith("-info")) {
                    match(PYTHON, name, Ecosystem.PYTHON);
                } else if (name.equals("package.json")) {
                    node(node);
                } else if (name.endsWith(".jar")) {
                    if (!match(JAR, name, Ecosystem.JAVA)) {
                        String bare = name.substring(0, name.length() - 4);
                        add(Ecosystem.JAVA, bare, Optional.empty());
                    }
                } else if (name.endsWith(".gemspec")
                        && tree.path(node).contains("/specifications/")) {
                    match(GEM, name, Ecosystem.RUBY);
                }
            }
        }

        private boolean match(Pattern pattern, String name, Ecosystem ecosystem) {
            Matcher matcher = pattern.matcher(name);
            if (!matcher.matches()) {
                return false;
            }
            String found =
                    ecosystem == Ecosystem.PYTHON
                            ? matcher.group(1).toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-")
                            : matcher.group(1);
            add(ecosystem, found, Optional.of(matcher.group(2)));
            return true;
        }

        /// `node_modules/NAME/package.json` or `node_modules/@SCOPE/NAME/package.json`.
        private void node(int file) {
            int folder = tree.parent(file);
            int above = tree.parent(folder);
            if (above <= FileTree.ROOT) {
                return;
            }
            if (tree.name(above).equals("node_modules")) {
                add(Ecosystem.NODE, tree.name(folder), Optional.empty());
            } else if (tree.name(above).startsWith("@")
                    && tree.parent(above) > FileTree.ROOT
                    && tree.name(tree.parent(above)).equals("node_modules")) {
                add(Ecosystem.NODE, tree.name(above) + "/" + tree.name(folder), Optional.empty());
            }
        }

        private void add(Ecosystem ecosystem, String name, Optional<String> version) {
            found.add(new InstalledPackage(ecosystem, name, version));
        }

        private static Optional<String> known(String version) {
            return version.isEmpty() ? Optional.empty() : Optional.of(version);
        }

        private int node(String path) {
            int node = tree.find(path);
            return node != FileTree.NONE && files.contains(node) ? node : FileTree.NONE;
        }

        private boolean has(String path) {
            return node(path) != FileTree.NONE;
        }

        private boolean isEmpty(String path) {
            return tree.live(node(path)).map(v -> v.size() == 0).orElse(true);
        }

        private Optional<String> text(String path) {
            try {
                return contents.read(path, LIMIT)
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
            } catch (IOException e) {
                // Said as a list that was not read.
                return Optional.empty();
            }
        }
    }
}
