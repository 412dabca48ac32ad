package dev.stagecraft.image;

/// What a person could do so that a dead file is not carried.
public enum WasteHint {
    /// Write it once.
    OVERWRITTEN,
    /// Set the owner where it comes in.
    CHOWN,
    /// Set the permissions where it comes in.
    CHMOD,
    /// Leave out the step that writes it again without a change.
    TOUCH,
    /// Put the final folder in place at once.
    REPLACED,
    /// Remove it in the step that makes it.
    REMOVED,
    /// Remove the package lists in the step that fetches them.
    APT,
    /// Keep pip's cache out.
    PIP,
    /// Keep the cache of Node's package managers out.
    NPM,
    /// Let apk keep no cache.
    APK;

    /// The hint for a dead file.
    ///
    /// @param path of the file, without a leading slash
    public static WasteHint of(Waste.DeadFile dead, String path) {
        return switch (dead.cause()) {
            case COPIED_UNCHANGED ->
                    dead.changed().contains(MetadataChange.OWNER)
                            ? CHOWN
                            : dead.changed().contains(MetadataChange.MODE) ? CHMOD : TOUCH;
            case REMOVED, DIRECTORY_REMOVED, DIRECTORY_OPAQUE -> removal(path);
            case DIRECTORY_REPLACED -> REPLACED;
            case OVERWRITTEN, NONE -> OVERWRITTEN;
        };
    }

    private static WasteHint removal(String path) {
        if (path.startsWith("var/lib/apt/") || path.startsWith("var/cache/apt/")) {
            return APT;
        }
        if (path.contains("/.cache/pip/")) {
            return PIP;
        }
        if (path.contains(".npm/") || path.contains("/.cache/yarn/")) {
            return NPM;
        }
        if (path.startsWith("var/cache/apk/") || path.startsWith("etc/apk/cache/")) {
            return APK;
        }
        return REMOVED;
    }
}
