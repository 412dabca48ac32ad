package dev.stagecraft.archive;

import java.util.HashSet;
import java.util.Set;

/// Tells what a tar that holds no image may be.
final class TarShape {
    /// An image's archive has a few entries for each layer; with more it is something else.
    static final int MOST_ENTRIES = 20_000;

    private static final Set<String> ROOT =
            Set.of(
                    ".dockerenv",
                    "bin",
                    "boot",
                    "dev",
                    "etc",
                    "home",
                    "lib",
                    "lib64",
                    "media",
                    "mnt",
                    "opt",
                    "proc",
                    "root",
                    "run",
                    "sbin",
                    "srv",
                    "sys",
                    "tmp",
                    "usr",
                    "var");

    private int entries;
    private boolean dockerEnv;
    private final Set<String> rootNames = new HashSet<>();
    private boolean imageFile;

    void see(String name) {
        entries++;
        int slash = name.indexOf('/');
        String top = slash < 0 ? name : name.substring(0, slash);
        if (ROOT.contains(top)) {
            rootNames.add(top);
        }
        dockerEnv |= name.equals(".dockerenv");
        imageFile |=
                name.equals("manifest.json")
                        || name.equals("index.json")
                        || name.equals("oci-layout")
                        || name.equals("repositories")
                        || name.startsWith("blobs/");
    }

    /// Whether so much else was seen that no image can follow.
    boolean isNoImage() {
        return entries > MOST_ENTRIES && !imageFile;
    }

    NotAnImageException explain() {
        if (entries == 0) {
            return new NotAnImageException(
                    NotAnImageException.Found.EMPTY, "The archive holds nothing.");
        }
        if (dockerEnv || rootNames.size() >= 6) {
            return new NotAnImageException(
                    NotAnImageException.Found.CONTAINER_EXPORT,
                    "This is the file system of a container, as docker export writes it: it has"
                            + " no layers and no configuration. Save the image instead: docker save"
                            + " IMAGE -o image.tar");
        }
        return new NotAnImageException(
                NotAnImageException.Found.OTHER_TAR,
                "This tar holds no image: it has neither manifest.json (docker save) nor index.json"
                        + " (OCI layout).");
    }
}
