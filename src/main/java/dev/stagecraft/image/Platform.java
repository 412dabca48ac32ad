package dev.stagecraft.image;

import java.util.Optional;

/// What an image runs on, in the words of the OCI image index (`image-index.md`, "platform"):
/// `linux/amd64`, `linux/arm64/v8`.
///
/// @param os the operating system, Go's `GOOS`
/// @param architecture the processor, Go's `GOARCH`
/// @param variant the processor's variant, such as `v8`; empty when none is named
public record Platform(String os, String architecture, Optional<String> variant) {
    /// Reads `os/architecture[/variant]`.
    ///
    /// @throws IllegalArgumentException when there are not two or three parts, or one of them is
    ///   empty
    public static Platform parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw new IllegalArgumentException(
                    "not a platform (os/architecture[/variant]): " + DisplayText.escape(text, 100));
        }
        for (String part : parts) {
            if (part.isEmpty()) {
                throw new IllegalArgumentException(
                        "not a platform (os/architecture[/variant]): "
                                + DisplayText.escape(text, 100));
            }
        }
        return new Platform(
                parts[0], parts[1], parts.length == 3 ? Optional.of(parts[2]) : Optional.empty());
    }

    /// Whether the two name one platform, `arm64` and `arm64/v8` being the same.
    public boolean matches(Platform other) {
        return os.equals(other.os)
                && architecture.equals(other.architecture)
                && normalVariant().equals(other.normalVariant());
    }

    private String normalVariant() {
        return variant.filter(v -> !(architecture.equals("arm64") && v.equals("v8"))).orElse("");
    }

    /// `os/architecture[/variant]`.
    @Override
    public String toString() {
        return os + "/" + architecture + variant.map(v -> "/" + v).orElse("");
    }
}
