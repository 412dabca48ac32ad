package dev.stagecraft.image;

/// Whom a file belongs to.
///
/// @param uid the user's number
/// @param gid the group's number
/// @param user the user's name; empty when the layer does not say
/// @param group the group's name; empty when the layer does not say
public record Owner(long uid, long gid, String user, String group) {
    public static final Owner ROOT = new Owner(0, 0, "", "");

    /// Whether it is the same user and group, whatever the layers call them.
    public boolean hasNumbersOf(Owner other) {
        return uid == other.uid && gid == other.gid;
    }

    /// `uid:gid`.
    public String numbers() {
        return uid + ":" + gid;
    }
}
