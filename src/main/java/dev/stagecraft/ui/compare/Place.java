package dev.stagecraft.ui.compare;

/// One of the two places of a comparison.
public enum Place {
    BEFORE,
    AFTER;

    Place other() {
        return this == BEFORE ? AFTER : BEFORE;
    }
}
