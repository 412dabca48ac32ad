package dev.stagecraft.engine.build;

/// Hears how a build goes. Called on threads of the build's, one call at a time and in order; it
/// must not block for long.
public interface BuildListener {
    /// Hears nothing.
    BuildListener SILENT =
            new BuildListener() {
                @Override
                public void step(BuildStep step) {}
            };

    /// A step became known or came further.
    void step(BuildStep step);

    /// A step printed a line.
    ///
    /// @param line untrusted text without its line end
    /// @param error whether it came on standard error, where the builder tells the two apart
    default void printed(BuildStep step, String line, boolean error) {}
}
