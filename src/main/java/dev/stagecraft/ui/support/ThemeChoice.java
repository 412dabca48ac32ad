package dev.stagecraft.ui.support;

/// Whether the window is light or dark.
public enum ThemeChoice {
    /// As the system is, and changing with it.
    SYSTEM,
    LIGHT,
    DARK;

    /// The choice that comes next when one button goes through all.
    public ThemeChoice next() {
        return switch (this) {
            case SYSTEM -> LIGHT;
            case LIGHT -> DARK;
            case DARK -> SYSTEM;
        };
    }
}
