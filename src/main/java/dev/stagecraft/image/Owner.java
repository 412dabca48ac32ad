package dev.stagecraft.image;

/// Whom a file belongs to.
///
/// @param uid the user's number
/// @param gid the group's number
/// @param user the user's name; empty when the layer does not say
/// @param group the group's name; empty when the layer does not say
public record Owner(long uid, long gid, String user, String group) {
    public static final Owner ROOT = new Owner(0, 0, "", "");

    /// `uid:gid`.
    public String numbers() {
        return uid + ":" + gid;
    }
}
