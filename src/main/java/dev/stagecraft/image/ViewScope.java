package dev.stagecraft.image;

/// Which part of an image's layers a [LayerView] shows.
public sealed interface ViewScope {
    /// The final image.
    ViewScope FINAL = new FinalImage();

    /// What layers carry and the final image does not show.
    ViewScope DEAD = new DeadWeight();

    /// What one layer adds, changes and removes.
    record ThisLayer(int layer) implements ViewScope {}

    /// The image as it is once this layer is applied; states say what the layer did.
    record UpTo(int layer) implements ViewScope {}

    /// The final image; what replaced an earlier version is [FileState#CHANGED].
    record FinalImage() implements ViewScope {}

    /// Dead versions only.
    record DeadWeight() implements ViewScope {}
}
