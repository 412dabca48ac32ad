package dev.stagecraft.ui.control;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The words of this package.
final class ControlText {
    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("dev.stagecraft.ui.control.messages", Locale.getDefault());

    private ControlText() {}

    static String get(String key, Object... values) {
        String pattern = BUNDLE.getString(key);
        return values.length == 0
                ? pattern
                : new MessageFormat(pattern, Locale.ROOT).format(values);
    }
}
