package dev.stagecraft.distil.rewrite;

import dev.stagecraft.distil.source.Paths;

/// The home of root, which nobody else may enter.
final class Homes {
    private static final String ROOT = "/root";
    private static final String INSTEAD = "/app";

    private Homes() {}

    /// The path for a container that does not run as root: `/root` becomes `/app`.
    static String relocated(Situation s, String path) {
        if (!s.options().nonroot() || path.isEmpty()) {
            return path;
        }
        String clean = Paths.resolve("/", path);
        return Paths.within(clean, ROOT) && path.startsWith("/")
                ? INSTEAD + clean.substring(ROOT.length())
                : path;
    }

    /// Whether the path lies in root's home.
    static boolean closed(Situation s, String path) {
        return !relocated(s, path).equals(path);
    }
}
