package dev.stagecraft.ui.compare;

import java.util.List;

/// There are several images, and a person has to say which one is meant.
public final class SeveralImagesException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Candidate> options;

    /// @param options those that can be read
    public SeveralImagesException(List<Candidate> options) {
        super("there are " + options.size() + " images");
        this.options = List.copyOf(options);
    }

    public List<Candidate> options() {
        return options;
    }
}
