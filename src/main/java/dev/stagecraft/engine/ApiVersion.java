package dev.stagecraft.engine;

import dev.stagecraft.engine.EngineUnavailableException.Kind;
import dev.stagecraft.engine.json.EngineVersion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of the engine's API, such as 1.41.
///
/// @param major the first number
/// @param minor the second number
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
    /// The newest that Stagecraft knows.
    static final ApiVersion NEWEST = new ApiVersion(1, 55);

    /// The oldest that has all that Stagecraft asks for: that of Docker 18.09.
    static final ApiVersion OLDEST = new ApiVersion(1, 39);

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\D.*)?");

    static Optional<ApiVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new ApiVersion(
                                Integer.parseInt(matcher.group(1)),
                                Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /// The newest version that both sides speak.
    ///
    /// @throws EngineUnavailableException when there is none, or the engine names none
    static ApiVersion agree(EngineAddress address, EngineVersion engine)
            throws EngineUnavailableException {
        ApiVersion theirs =
                parse(engine.apiVersion())
                        .orElseThrow(() ->
                                new EngineUnavailableException(
                                        Kind.NOT_AN_ENGINE,
                                        "what answers at "
                                                + address
                                                + " names no version of the API",
                                        "Check the address."));
        if (theirs.compareTo(OLDEST) < 0) {
            throw new EngineUnavailableException(
                    Kind.API_TOO_OLD,
                    "the engine at "
                            + address
                            + " ("
                            + engine.version()
                            + ") speaks API "
                            + theirs
                            + " at most; Stagecraft needs "
                            + OLDEST
                            + " or newer",
                    "Update the engine to Docker 18.09 or newer.");
        }
        Optional<ApiVersion> least = parse(engine.minApiVersion());
        if (least.isPresent() && least.get().compareTo(NEWEST) > 0) {
            throw new EngineUnavailableException(
                    Kind.API_TOO_NEW,
                    "the engine at "
                            + address
                            + " ("
                            + engine.version()
                            + ") wants API "
                            + least.get()
                            + " or newer; Stagecraft speaks up to "
                            + NEWEST,
                    "Update Stagecraft.");
        }
        return theirs.compareTo(NEWEST) < 0 ? theirs : NEWEST;
    }

    boolean atLeast(int otherMajor, int otherMinor) {
        return compareTo(new ApiVersion(otherMajor, otherMinor)) >= 0;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return major != other.major
                ? Integer.compare(major, other.major)
                : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
