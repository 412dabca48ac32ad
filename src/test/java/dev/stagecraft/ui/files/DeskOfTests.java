package dev.stagecraft.ui.files;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.ui.control.StagePalette;
import dev.stagecraft.ui.support.Address;
import dev.stagecraft.ui.support.Commands;
import dev.stagecraft.ui.support.FileDialogs;
import dev.stagecraft.ui.support.Notice;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Page;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Theme;
import dev.stagecraft.ui.support.Workbench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// The window around a view, as far as a test needs one.
public final class DeskOfTests implements Workbench, FileDialogs {
    final ReadOnlyObjectWrapper<Optional<Opened>> opened =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    final ObjectProperty<Optional<Address>> selection =
            new SimpleObjectProperty<>(Optional.empty());
    final List<Notice> said = new ArrayList<>();
    final List<Throwable> unexpected = new ArrayList<>();
    final List<String> tabs = new ArrayList<>();
    Optional<Path> chosenFolder = Optional.empty();
    Optional<Path> chosenFile = Optional.empty();
    String proposedName = "";
    private final ReadOnlyObjectWrapper<Optional<Engine>> engine =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Settings settings = new Settings(Optional.empty());
    private final Tasks tasks = new Tasks(Platform::runLater, unexpected::add);
    private final Commands commands = new Commands();
    private final Theme theme =
            new Theme(settings, List.of(StagePalette.STYLESHEET, FilesModel.STYLESHEET));

    @Override
    public ReadOnlyObjectProperty<Optional<Opened>> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    @Override
    public ObjectProperty<Optional<Address>> selectionProperty() {
        return selection;
    }

    @Override
    public ReadOnlyObjectProperty<Optional<Engine>> engineProperty() {
        return engine.getReadOnlyProperty();
    }

    @Override
    public void go(Address address) {
        selection.set(Optional.of(address));
    }

    @Override
    public void showTab(String tab) {
        tabs.add(tab);
    }

    @Override
    public void showPage(Page page) {}

    @Override
    public void closePage() {}

    @Override
    public void attachDockerfile(Path dockerfile) {}

    @Override
    public void say(Notice notice) {
        said.add(notice);
    }

    @Override
    public Tasks tasks() {
        return tasks;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Commands commands() {
        return commands;
    }

    @Override
    public Theme theme() {
        return theme;
    }

    @Override
    public FileDialogs dialogs() {
        return this;
    }

    @Override
    public Optional<Path> open(String title, List<Kind> kinds) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> folder(String title) {
        return chosenFolder;
    }

    @Override
    public Optional<Path> save(String title, String name, List<Kind> kinds) {
        proposedName = name;
        return chosenFile;
    }
}
