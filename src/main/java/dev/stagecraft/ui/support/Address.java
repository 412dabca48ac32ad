package dev.stagecraft.ui.support;

import java.util.OptionalInt;

/// Anything that can be selected, so that navigation, menus and search mean the same thing.
public sealed interface Address {
    /// The image it is in.
    Source source();

    /// A whole image.
    record OfImage(Source source) implements Address {}

    /// A stage.
    ///
    /// @param stage the stage's id in its tree
    record OfStage(Source source, String stage) implements Address {}

    /// A step of a stage.
    ///
    /// @param stage the stage's id in its tree
    /// @param step the step's index in the stage
    record OfStep(Source source, String stage, int step) implements Address {}

    /// A file.
    ///
    /// @param layer the layer that it is looked at in; absent for the final image
    /// @param path from the root, without a leading slash
    record OfFile(Source source, OptionalInt layer, String path) implements Address {}
}
