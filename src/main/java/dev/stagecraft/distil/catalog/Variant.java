package dev.stagecraft.distil.catalog;

/// A tag of an image.
///
/// @param tag such as `debug-nonroot`
/// @param user the number of the user that it runs as
/// @param busybox whether there is a shell at `/busybox/sh`
public record Variant(String tag, int user, boolean busybox) {
    /// The tag for these wishes.
    public static String tag(boolean nonroot, boolean debug) {
        return debug ? nonroot ? "debug-nonroot" : "debug" : nonroot ? "nonroot" : "latest";
    }
}
