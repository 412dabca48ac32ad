package dev.stagecraft.dockerfile;

import java.util.Locale;
import java.util.regex.Pattern;

/// Names of stages.
final class StageName {
    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9-_.]*");

    private StageName() {}

    static boolean isValid(String name) {
        return VALID.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }
}
