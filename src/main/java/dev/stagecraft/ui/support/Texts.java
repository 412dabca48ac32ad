package dev.stagecraft.ui.support;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The words of one package, from the `messages` bundle beside it.
public final class Texts {
    private final ResourceBundle bundle;

    private Texts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /// The texts of the package that the class lies in.
    ///
    /// @throws java.util.MissingResourceException when the package has no bundle
    public static Texts of(Class<?> resident) {
        return new Texts(
                ResourceBundle.getBundle(
                        resident.getPackageName() + ".messages",
                        Locale.getDefault(),
                        resident.getModule()));
    }

    /// The text of a key, its places `{0}`, `{1}` … filled in. Arguments are put in as they are:
    /// what comes from an engine or an image has to be escaped before.
    ///
    /// @throws java.util.MissingResourceException when there is no such key
    public String text(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        return arguments.length == 0
                ? pattern
                : new MessageFormat(pattern, Locale.ROOT).format(arguments);
    }
}
