package dev.stagecraft.dockerfile;

import java.util.Optional;

/// A builder flag of an instruction, such as `--from=build` or `--link`.
///
/// @param name without the dashes
/// @param value with quotes and escapes removed and variables kept; absent without a `=`
/// @param range from the first dash to the end of the value
public record Flag(String name, Optional<String> value, SourceRange range) {
    /// Whether a flag that is true or false is true: there, and not `=false`.
    public boolean isTrue() {
        return !value.orElse("true").equalsIgnoreCase("false");
    }

    /// As BuildKit sees it, such as `--from=build`.
    @Override
    public String toString() {
        return "--" + name + value.map(v -> "=" + v).orElse("");
    }
}
