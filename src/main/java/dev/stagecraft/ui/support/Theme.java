package dev.stagecraft.ui.support;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.paint.Color;
import javafx.stage.PopupWindow;
import javafx.stage.Window;

/// How every window looks: light or dark, and how large. Sizes in the stylesheets are in `em`, so
/// that the font size of a scene's root zooms everything.
public final class Theme {
    /// The font size at 100 %, in pixels.
    public static final double BASE_FONT = 14;

    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");

    /// As `-color-bg-default` of [PrimerDark].
    private static final Color DARK_GROUND = Color.web("#0d1117");

    private final Settings settings;
    private final List<String> sheets;
    private final List<Scene> scenes = new ArrayList<>();
    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();
    private final ReadOnlyDoubleWrapper em = new ReadOnlyDoubleWrapper();

    /// Follows the settings, and the system where they say so, from now on.
    ///
    /// @param more stylesheets of controls, which stand above the common one
    public Theme(Settings settings, List<String> more) {
        this.settings = settings;
        this.sheets = new ArrayList<>(more);
        em.bind(settings.zoomProperty().multiply(BASE_FONT / 100));
        sheets.add(sheet("controlsfx-bridge.css"));
        sheets.add(sheet("stagecraft.css"));
        settings.themeProperty().addListener((property, old, choice) -> apply());
        settings.zoomProperty().addListener((property, old, zoom) -> scenes.forEach(this::zoom));
        Platform.getPreferences()
                .colorSchemeProperty()
                .addListener((property, old, scheme) -> apply());
        apply();
    }

    /// The colour of a window's ground before a stylesheet is read.
    public static Color ground(Settings settings) {
        return isDark(settings) ? DARK_GROUND : Color.WHITE;
    }

    private static boolean isDark(Settings settings) {
        return switch (settings.themeProperty().get()) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    /// Makes a scene look like all others, now and when something changes.
    public void dress(Scene scene) {
        scenes.add(scene);
        scene.getRoot().pseudoClassStateChanged(DARK, dark.get());
        zoom(scene);
    }

    /// Forgets a scene whose window is gone.
    public void undress(Scene scene) {
        scenes.remove(scene);
    }

    /// Whether the window is dark just now.
    public ReadOnlyBooleanProperty darkProperty() {
        return dark.getReadOnlyProperty();
    }

    /// The size of a letter in pixels: what one `em` is just now.
    public double em() {
        return em.get();
    }

    /// The size of a letter in pixels, as the zoom changes it.
    public ReadOnlyDoubleProperty emProperty() {
        return em.getReadOnlyProperty();
    }

    private void apply() {
        boolean wanted = isDark(settings);
        dark.set(wanted);
        // The compiled sheet: reading the text of it takes longer than making the window.
        String sheet = (wanted ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheetBSS();
        if (!Objects.equals(sheet, Application.getUserAgentStylesheet())) {
            // An open menu would be styled before the window that its colours come from.
            for (Window open : List.copyOf(Window.getWindows())) {
                if (open instanceof PopupWindow popup) {
                    popup.hide();
                }
            }
            Application.setUserAgentStylesheet(sheet);
        }
        scenes.forEach(scene -> scene.getRoot().pseudoClassStateChanged(DARK, wanted));
    }

    /// The last sheet carries the zoom. Icons are a font of their own, for which an `em` would be
    /// their own size, so they are told theirs in pixels.
    private void zoom(Scene scene) {
        String sizes =
                String.format(
                        Locale.ROOT,
                        ".root{-fx-font-size:%1$.2fpx;}"
                                + ".ikonli-font-icon{-fx-icon-size:%2$.0fpx;}"
                                + ".icon-small{-fx-icon-size:%1$.0fpx;}"
                                + ".icon-large{-fx-icon-size:%3$.0fpx;}",
                        em(),
                        em() * 1.2,
                        em() * 3);
        String encoded = Base64.getEncoder().encodeToString(sizes.getBytes(StandardCharsets.UTF_8));
        List<String> all = new ArrayList<>(sheets);
        all.add("data:text/css;base64," + encoded);
        scene.getStylesheets().setAll(all);
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Theme.class.getResource(name), name).toExternalForm();
    }
}
