package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.support.Command;
import dev.stagecraft.ui.support.Commands;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// Makes the menu bar from the commands.
final class MenuBars {
    /// What stands at a menu's end, whatever the views add.
    private static final Set<String> LAST = Set.of("settings", "quit");

    private MenuBars() {}

    static MenuBar of(
            Commands commands, ObservableList<Path> recent, Consumer<Path> open, Texts texts) {
        MenuBar bar = new MenuBar();
        bar.setUseSystemMenuBar(true);
        Menu recentMenu = new Menu(texts.text("menu.recent"));
        InvalidationListener fill = any -> fillRecent(recentMenu, recent, open, texts);
        recent.addListener(fill);
        fillRecent(recentMenu, recent, open, texts);
        for (Command.Group group : Command.Group.values()) {
            Menu menu = new Menu(texts.text("menu." + group.name().toLowerCase(Locale.ROOT)));
            menu.setId("menu-" + group.name().toLowerCase(Locale.ROOT));
            InvalidationListener refresh =
                    any -> {
                        menu.getItems().clear();
                        List<MenuItem> last = new ArrayList<>();
                        for (Command command : commands.of(group)) {
                            (LAST.contains(command.id()) ? last : menu.getItems())
                                    .add(item(command));
                        }
                        if (group == Command.Group.FILE) {
                            menu.getItems().add(Math.min(2, menu.getItems().size()), recentMenu);
                        }
                        if (!last.isEmpty()) {
                            menu.getItems().add(new SeparatorMenuItem());
                            menu.getItems().addAll(last);
                        }
                    };
            commands.all().addListener(refresh);
            refresh.invalidated(commands.all());
            bar.getMenus().add(menu);
        }
        return bar;
    }

    /// A menu item that does what a command does.
    static MenuItem item(Command command) {
        MenuItem item = new MenuItem(command.label());
        item.setId("item-" + command.id().replace('.', '-'));
        command.icon().ifPresent(icon -> item.setGraphic(Icons.of(icon, "icon-small")));
        // The key itself is heard by the scene, so that it works for commands outside the menu too.
        item.disableProperty().bind(command.enabledProperty().not());
        command.key().ifPresent(item::setAccelerator);
        item.setMnemonicParsing(false);
        item.setOnAction(e -> command.run());
        return item;
    }

    private static void fillRecent(
            Menu menu, ObservableList<Path> recent, Consumer<Path> open, Texts texts) {
        menu.getItems().clear();
        for (Path path : recent) {
            MenuItem item = new MenuItem(path.toString());
            item.setMnemonicParsing(false);
            item.setOnAction(e -> open.accept(path));
            menu.getItems().add(item);
        }
        if (recent.isEmpty()) {
            MenuItem none = new MenuItem(texts.text("menu.recent.none"));
            none.setDisable(true);
            menu.getItems().add(none);
        }
    }
}
