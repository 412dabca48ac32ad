package dev.stagecraft.archive;

/// What was opened holds no image.
public final class NotAnImageException extends ArchiveException {
    private static final long serialVersionUID = 1;

    /// What it is instead.
    public enum Found {
        /// The file system of a container, as `docker export` writes it.
        CONTAINER_EXPORT,
        /// A tar of something else.
        OTHER_TAR,
        /// An OCI artifact that is no image, such as a chart or a signature.
        ARTIFACT,
        /// A folder without an OCI layout.
        OTHER_FOLDER,
        /// Something that is no tar.
        OTHER_FILE,
        /// Nothing at all.
        EMPTY
    }

    private final Found found;

    public NotAnImageException(Found found, String message) {
        super(message);
        this.found = found;
    }

    public Found found() {
        return found;
    }
}
