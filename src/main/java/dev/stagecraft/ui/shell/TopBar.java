package dev.stagecraft.ui.shell;

import atlantafx.base.controls.CustomTextField;
import atlantafx.base.theme.Styles;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.support.Command;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.ThemeChoice;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The engine, the search, the look and the way to all commands.
final class TopBar extends HBox {
    /// The states of an engine, as pseudo-classes of its dot.
    static final List<String> STATES = List.of("searching", "connected", "lost", "none");

    private final TextField search;

    /// @param openFirst opens the first of what the search found
    TopBar(
            EngineSwitcher engines,
            StringProperty query,
            ShellCommands commands,
            Settings settings,
            Runnable openFirst,
            Texts texts) {
        getStyleClass().add("top-bar");
        search = searchField(query, openFirst, texts);
        Region left = new Region();
        Region right = new Region();
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        HBox.setHgrow(search, Priority.SOMETIMES);
        Label zoom = new Label();
        zoom.getStyleClass().addAll("muted", "zoom-label");
        zoom.textProperty().bind(settings.zoomProperty().map(percent -> percent + "\u00a0%"));
        zoom.setMinWidth(USE_PREF_SIZE);
        zoom.visibleProperty().bind(settings.zoomProperty().isNotEqualTo(100));
        zoom.managedProperty().bind(zoom.visibleProperty());
        getChildren()
                .addAll(
                        engines,
                        left,
                        search,
                        right,
                        themeButton(commands.theme(), settings, texts),
                        zoom,
                        button(commands.zoomOut()),
                        button(commands.zoomIn()),
                        button(commands.palette()));
    }

    TextField search() {
        return search;
    }

    private static TextField searchField(StringProperty query, Runnable openFirst, Texts texts) {
        CustomTextField field = new CustomTextField();
        field.setId("search");
        field.getStyleClass().add("search-box");
        field.setLeft(Icons.of(Feather.SEARCH, "muted", "icon-small"));
        field.setPromptText(texts.text("search.prompt"));
        field.setAccessibleText(texts.text("search.name"));
        field.textProperty().bindBidirectional(query);
        field.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE && !field.getText().isEmpty()) {
                field.clear();
                e.consume();
            } else if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.DOWN) {
                openFirst.run();
                e.consume();
            }
        });
        return field;
    }

    /// A button that shows the command's icon only.
    static Button button(Command command) {
        Button button = unnamed(command);
        button.setAccessibleText(command.label());
        command.icon().ifPresent(icon -> button.setGraphic(Icons.of(icon)));
        Hint.on(button)
                .setText(
                        command.label()
                                + command.key().map(k -> "  " + k.getDisplayText()).orElse(""));
        return button;
    }

    private static Button unnamed(Command command) {
        Button button = new Button();
        button.setId("button-" + command.id().replace('.', '-'));
        button.getStyleClass().addAll("icon-only", Styles.FLAT);
        button.disableProperty().bind(command.enabledProperty().not());
        button.setOnAction(e -> command.run());
        return button;
    }

    private static Button themeButton(Command command, Settings settings, Texts texts) {
        Button button = unnamed(command);
        button.accessibleTextProperty()
                .bind(settings.themeProperty().map(choice -> texts.text("theme." + choice)));
        Hint.showName(button);
        button.graphicProperty()
                .bind(
                        Bindings.createObjectBinding(
                                () -> Icons.of(picture(settings.themeProperty().get())),
                                settings.themeProperty()));
        return button;
    }

    private static Feather picture(ThemeChoice choice) {
        return switch (choice) {
            case SYSTEM -> Feather.MONITOR;
            case LIGHT -> Feather.SUN;
            case DARK -> Feather.MOON;
        };
    }
}
