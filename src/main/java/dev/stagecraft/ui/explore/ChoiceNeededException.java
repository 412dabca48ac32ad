package dev.stagecraft.ui.explore;

import dev.stagecraft.ui.support.Source;
import java.io.Serial;
import java.util.List;
import java.util.Optional;

/// There are several images where one was to be read, and a person has to choose.
public final class ChoiceNeededException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final transient List<Option> options;
    private final boolean ofPlatforms;

    /// One of the images.
    ///
    /// @param label its name and platform, fit to be shown
    /// @param source what opens it
    /// @param absence why it cannot be read, fit to be shown; absent when it can
    public record Option(String label, Source source, Optional<String> absence) {}

    /// @param ofPlatforms whether they are one image for several platforms
    public ChoiceNeededException(List<Option> options, boolean ofPlatforms) {
        super("there are " + options.size() + " images to choose from");
        this.options = List.copyOf(options);
        this.ofPlatforms = ofPlatforms;
    }

    /// All of them, those that cannot be read too.
    public List<Option> options() {
        return options;
    }

    /// Whether they are one image for several platforms.
    public boolean ofPlatforms() {
        return ofPlatforms;
    }
}
