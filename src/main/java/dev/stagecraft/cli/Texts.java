package dev.stagecraft.cli;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The words of the commands.
final class Texts {
    static final ResourceBundle BUNDLE = ResourceBundle.getBundle("dev.stagecraft.cli.messages");

    private Texts() {}

    /// The text of a key, its places `{0}`, `{1}` … filled in. What comes from an engine, an image
    /// or a file has to be escaped before.
    static String text(String key, Object... arguments) {
        return new MessageFormat(BUNDLE.getString(key), Locale.ROOT).format(arguments);
    }

    /// The text of an enum's constant: `evidence.reason.OWN_LAYERS`.
    static String of(String prefix, Enum<?> constant, Object... arguments) {
        return text(prefix + "." + constant.name(), arguments);
    }
}
