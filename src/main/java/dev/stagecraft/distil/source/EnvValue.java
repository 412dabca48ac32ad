package dev.stagecraft.distil.source;

/// Values of ENV as they are written.
public final class EnvValue {
    private EnvValue() {}

    /// A value as it stands behind `NAME=`, quoted where it has to be.
    public static String written(String value) {
        return value.matches("[\\w./:@%+,-]*")
                ? value
                : "\""
                        + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$")
                        + "\"";
    }
}
