package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.support.Command;
import dev.stagecraft.ui.support.Command.Group;
import dev.stagecraft.ui.support.Commands;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.ThemeChoice;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import org.kordamp.ikonli.feather.Feather;

/// The commands of the window itself and of the images in it.
///
/// @param searchEngines looks for engines again
record ShellCommands(
        Command theme,
        Command zoomIn,
        Command zoomOut,
        Command palette,
        Command searchEngines,
        Command open,
        Command refresh) {

    /// Makes them all and registers them.
    static ShellCommands register(
            Commands commands, ShellActions actions, Settings settings, Texts texts) {
        BooleanBinding isOpen =
                Bindings.createBooleanBinding(
                        () -> actions.openedProperty().get().isPresent(), actions.openedProperty());
        BooleanBinding hasDockerfile =
                Bindings.createBooleanBinding(
                        () ->
                                actions.openedProperty()
                                        .get()
                                        .flatMap(opened -> opened.dockerfile())
                                        .isPresent(),
                        actions.openedProperty());
        BooleanBinding hasDigest =
                Bindings.createBooleanBinding(
                        () ->
                                actions.openedProperty()
                                        .get()
                                        .filter(o -> !o.image().repoDigests().isEmpty())
                                        .isPresent(),
                        actions.openedProperty());
        String noImage = texts.text("reason.noimage");
        Command open =
                Command.of("file.open", Group.FILE, texts.text("command.open"))
                        .key("Shortcut+O")
                        .icon(Feather.FOLDER)
                        .run(actions::chooseArchive);
        Command folder =
                Command.of("file.open.folder", Group.FILE, texts.text("command.open.folder"))
                        .run(actions::chooseFolder);
        Command settingsPage =
                Command.of("settings", Group.FILE, texts.text("command.settings"))
                        .key("Shortcut+Comma")
                        .icon(Feather.SETTINGS)
                        .run(actions::showSettings);
        Command quit =
                Command.of("quit", Group.FILE, texts.text("command.quit"))
                        .key("Shortcut+Q")
                        .run(actions::quit);
        Command attach =
                Command.of("dockerfile.attach", Group.IMAGE, texts.text("command.open.dockerfile"))
                        .key("Shortcut+D")
                        .icon(Feather.FILE_TEXT)
                        .when(isOpen, noImage)
                        .run(actions::chooseDockerfile);
        Command detach =
                Command.of(
                                "dockerfile.detach",
                                Group.IMAGE,
                                texts.text("command.detach.dockerfile"))
                        .when(hasDockerfile, texts.text("reason.nodockerfile"))
                        .run(actions::detachDockerfile);
        Command compare =
                Command.of("compare", Group.IMAGE, texts.text("command.compare"))
                        .key("Shortcut+Shift+M")
                        .icon(Feather.COLUMNS)
                        .run(actions::compare);
        Command copyReference =
                Command.of("copy.reference", Group.IMAGE, texts.text("command.copy.reference"))
                        .key("Shortcut+Shift+C")
                        .icon(Feather.COPY)
                        .when(isOpen, noImage)
                        .run(actions::copyReference);
        Command copyId =
                Command.of("copy.id", Group.IMAGE, texts.text("command.copy.id"))
                        .key("Shortcut+Shift+I")
                        .when(isOpen, noImage)
                        .run(actions::copyId);
        Command copyDigest =
                Command.of("copy.digest", Group.IMAGE, texts.text("command.copy.digest"))
                        .when(hasDigest, texts.text("reason.nodigest"))
                        .run(actions::copyDigest);
        Command close =
                Command.of("image.close", Group.IMAGE, texts.text("command.close.image"))
                        .key("Shortcut+W")
                        .when(isOpen, noImage)
                        .run(actions::closeImage);
        Command find =
                Command.of("find", Group.VIEW, texts.text("command.find"))
                        .key("Shortcut+F")
                        .icon(Feather.SEARCH)
                        .run(actions::find);
        Command refresh =
                Command.of("refresh", Group.VIEW, texts.text("command.refresh"))
                        .key("F5")
                        .icon(Feather.REFRESH_CW)
                        .run(actions::refresh);
        Command untagged =
                Command.of("images.untagged", Group.VIEW, texts.text("command.untagged"))
                        .key("Shortcut+U")
                        .run(actions::toggleUntagged);
        Command zoomIn =
                Command.of("zoom.in", Group.VIEW, texts.text("command.zoom.in"))
                        .key("Shortcut+Plus")
                        .also(
                                "Shortcut+Equals",
                                "Shortcut+Shift+Equals",
                                "Shortcut+Shift+Plus",
                                "Shortcut+Add")
                        .icon(Feather.ZOOM_IN)
                        .when(
                                settings.zoomProperty().lessThan(Settings.LARGEST_ZOOM),
                                texts.text("reason.zoom"))
                        .run(() -> settings.zoomBy(1));
        Command zoomOut =
                Command.of("zoom.out", Group.VIEW, texts.text("command.zoom.out"))
                        .key("Shortcut+Minus")
                        .also("Shortcut+Subtract", "Shortcut+Shift+Minus")
                        .icon(Feather.ZOOM_OUT)
                        .when(
                                settings.zoomProperty().greaterThan(Settings.SMALLEST_ZOOM),
                                texts.text("reason.zoom"))
                        .run(() -> settings.zoomBy(-1));
        Command zoomReset =
                Command.of("zoom.reset", Group.VIEW, texts.text("command.zoom.reset"))
                        .key("Shortcut+0")
                        .also("Shortcut+Numpad 0")
                        .run(() -> settings.zoomProperty().set(100));
        Command theme =
                Command.of("theme.next", Group.VIEW, texts.text("command.theme"))
                        .key("Shortcut+T")
                        .run(() ->
                                settings.themeProperty()
                                        .set(settings.themeProperty().get().next()));
        List<Command> themes =
                Stream.of(ThemeChoice.values())
                        .map(choice ->
                                Command.of(
                                                "theme." + choice,
                                                Group.VIEW,
                                                texts.text("theme." + choice))
                                        .when(
                                                settings.themeProperty().isNotEqualTo(choice),
                                                texts.text("reason.theme"))
                                        .run(() -> settings.themeProperty().set(choice)))
                        .toList();
        Command fullScreen =
                Command.of("fullscreen", Group.VIEW, texts.text("command.fullscreen"))
                        .key("F11")
                        .icon(Feather.MAXIMIZE)
                        .run(actions::toggleFullScreen);
        Command side =
                Command.of("side", Group.VIEW, texts.text("command.side"))
                        .key("F9")
                        .icon(Feather.SIDEBAR)
                        .run(actions::toggleSide);
        Command palette =
                Command.of("palette", Group.VIEW, texts.text("command.palette"))
                        .key("Shortcut+Shift+P")
                        .also("Shortcut+K")
                        .icon(Feather.COMMAND)
                        .run(actions::showPalette);
        Command switchEngine =
                Command.of("engine.switch", Group.ENGINE, texts.text("command.engine.next"))
                        .key("Shortcut+E")
                        .icon(Feather.SERVER)
                        .run(actions::showEngines);
        Command searchEngines =
                Command.of("engine.search", Group.ENGINE, texts.text("command.engine.search"))
                        .key("Shift+F5")
                        .run(actions::searchEngines);
        Command shortcuts =
                Command.of("shortcuts", Group.HELP, texts.text("command.shortcuts"))
                        .key("F1")
                        .icon(Feather.HELP_CIRCLE)
                        .run(actions::showShortcuts);
        Command about =
                Command.of("about", Group.HELP, texts.text("command.about"))
                        .icon(Feather.INFO)
                        .run(actions::showAbout);
        commands.add(open, folder, settingsPage, quit);
        commands.add(compare, attach, detach, copyReference, copyId, copyDigest, close);
        commands.add(find, refresh, untagged, zoomIn, zoomOut, zoomReset);
        themes.forEach(commands::add);
        commands.add(theme, side, fullScreen);
        commands.add(palette, switchEngine, searchEngines, shortcuts, about);
        return new ShellCommands(theme, zoomIn, zoomOut, palette, searchEngines, open, refresh);
    }
}
