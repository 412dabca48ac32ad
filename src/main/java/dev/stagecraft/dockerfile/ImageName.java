package dev.stagecraft.dockerfile;

import java.util.regex.Pattern;

/// Names of images, by the grammar of the distribution project's `reference`: enough to tell
/// whether FROM could mean one.
final class ImageName {
    private static final Pattern HOST =
            Pattern.compile(
                    "(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\\[[a-fA-F0-9:]+])(?::\\d+)?");
    private static final Pattern REST =
            Pattern.compile(
                    "[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*)*"
                            + "(?::\\w[\\w.-]{0,127})?"
                            + "(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?");
    private static final Pattern ID = Pattern.compile("[a-f0-9]{64}");
    private static final int MAX_LENGTH = 4096;

    private ImageName() {}

    static boolean isValid(String name) {
        if (name.length() > MAX_LENGTH || ID.matcher(name).matches()) {
            return false;
        }
        int slash = name.indexOf('/');
        String host = slash < 0 ? "" : name.substring(0, slash);
        boolean hasHost =
                host.indexOf('.') >= 0
                        || host.indexOf(':') >= 0
                        || host.equals("localhost")
                        || host.chars().anyMatch(Character::isUpperCase);
        return hasHost
                ? HOST.matcher(host).matches() && REST.matcher(name.substring(slash + 1)).matches()
                : REST.matcher(name).matches();
    }

    /// Whether neither a tag, other than `latest`, nor a digest says which image of that name.
    static boolean isFloating(String name) {
        if (name.indexOf('@') >= 0) {
            return false;
        }
        int colon = name.lastIndexOf(':');
        return colon <= name.lastIndexOf('/') || name.substring(colon + 1).equals("latest");
    }
}
