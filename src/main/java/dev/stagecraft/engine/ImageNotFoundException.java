package dev.stagecraft.engine;

import dev.stagecraft.image.DisplayText;
import java.io.Serial;

/// The engine has no image of that name or id.
public final class ImageNotFoundException extends EngineException {
    @Serial private static final long serialVersionUID = 1L;

    private final String reference;

    /// @param reference the name or id that was asked for
    public ImageNotFoundException(String reference) {
        super(
                "the engine has no image " + DisplayText.escape(reference, 300),
                "Check the name with 'docker images', or get the image with 'docker pull "
                        + DisplayText.escape(reference, 300)
                        + "'.",
                null);
        this.reference = reference;
    }

    /// The name or id that was asked for.
    public String reference() {
        return reference;
    }
}
