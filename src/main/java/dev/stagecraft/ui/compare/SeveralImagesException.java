package dev.stagecraft.ui.compare;

import java.util.List;

/// There are several images, and a person has to say which one is meant.
public final class SeveralImagesException extends Exception {
    private static final long serialVersionUID = 1;

    /// One of them.
    ///
    /// @param label what tells it from the others
    public record Option(String label, Candidate candidate) {}

    private final transient List<Option> options;
    private final boolean ofPlatforms;

    /// @param options those that can be read
    /// @param ofPlatforms whether they are one image for several platforms
    public SeveralImagesException(List<Option> options, boolean ofPlatforms) {
        super("there are " + options.size() + " images");
        this.options = List.copyOf(options);
        this.ofPlatforms = ofPlatforms;
    }

    /// Whether they are one image for several platforms.
    public boolean ofPlatforms() {
        return ofPlatforms;
    }

    public List<Option> options() {
        return options;
    }
}
