package dev.stagecraft.ui.support;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Icons in the size of the text around them, whatever the zoom.
public final class Icons {
    private Icons() {}

    /// An icon of the common size.
    ///
    /// @param styleClasses more style classes, such as `icon-small`, `icon-large` or `muted`
    public static FontIcon of(Feather feather, String... styleClasses) {
        FontIcon icon = new FontIcon(feather);
        icon.getStyleClass().addAll(styleClasses);
        return icon;
    }
}
