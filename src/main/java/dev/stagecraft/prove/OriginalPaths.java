package dev.stagecraft.prove;

import dev.stagecraft.distil.binary.BuiltImage;
import dev.stagecraft.image.ImageConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the paths mean that a failing program names: where they lie in the original, and whose they
/// have to be.
///
/// @param original the image that runs
/// @param finalConfig what containers of the failing image start with
record OriginalPaths(BuiltImage original, ImageConfig finalConfig) {
    /// A user without rights, whom every distroless image has.
    static final String UNPRIVILEGED = "65532";

    private static final Pattern SAFE_PATH = Pattern.compile("/[\\w@%+=:,./-]*");

    /// Whether an absolute path can be written into an instruction as it is.
    static boolean isSafe(String path) {
        return SAFE_PATH.matcher(path).matches();
    }

    /// The absolute path of a program that is named without a folder.
    Optional<String> inSearchPath(String name) {
        return searchPath().stream()
                .map(folder -> folder + "/" + name)
                .filter(whole -> isSafe(whole) && original.read(whole).isPresent())
                .findFirst();
    }

    private List<String> searchPath() {
        String path = original.config().environment().getOrDefault("PATH", "");
        List<String> folders = new ArrayList<>();
        for (String folder : path.split(":", -1)) {
            if (folder.startsWith("/")) {
                folders.add(folder);
            }
        }
        return folders.isEmpty()
                ? List.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin")
                : folders;
    }

    /// A path as it is from the root; a relative one starts in the working directory.
    String absolute(String path) {
        if (path.startsWith("/")) {
            return path;
        }
        String relative = path.startsWith("./") ? path.substring(2) : path;
        return workdir() + "/" + relative;
    }

    /// The working directory; empty for the root, so that a slash and a name may follow.
    String workdir() {
        String dir =
                finalConfig.workingDir().isEmpty()
                        ? original.config().workingDir()
                        : finalConfig.workingDir();
        return dir.equals("/") ? "" : dir;
    }

    /// What makes `COPY` give a file to the user, with a space before it; empty for root.
    String chown() {
        return runsAs().equals("0") ? "" : " --chown=" + runsAs() + ":" + runsAs();
    }

    /// The number of the user that containers run as.
    String runsAs() {
        String user = finalConfig.user().replaceFirst(":.*", "");
        return user.matches("[0-9]{1,9}")
                ? user
                : user.isEmpty() || user.equals("root") ? "0" : UNPRIVILEGED;
    }
}
