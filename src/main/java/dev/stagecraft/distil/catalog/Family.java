package dev.stagecraft.distil.catalog;

/// The kinds of distroless images, from the smallest up.
public enum Family {
    STATIC("static"),
    BASE_NOSSL("base-nossl"),
    BASE("base"),
    CC("cc"),
    JAVA_BASE("java-base"),
    JAVA("java"),
    NODEJS("nodejs"),
    PYTHON3("python3");

    private final String word;

    Family(String word) {
        this.word = word;
    }

    /// As image names begin, such as `base-nossl`.
    public String word() {
        return word;
    }

    /// The family of this name.
    ///
    /// @throws IllegalArgumentException when there is none
    public static Family of(String word) {
        for (Family family : values()) {
            if (family.word.equals(word)) {
                return family;
            }
        }
        throw new IllegalArgumentException("no family of distroless images: " + word);
    }
}
