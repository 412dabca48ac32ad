package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.support.Opened;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;

/// What the commands of the window do.
interface ShellActions {
    ReadOnlyObjectProperty<Optional<Opened>> openedProperty();

    void chooseArchive();

    void chooseFolder();

    void chooseDockerfile();

    void detachDockerfile();

    void showSettings();

    void quit();

    void compare();

    void copyReference();

    void copyId();

    void copyDigest();

    void closeImage();

    void find();

    void refresh();

    void toggleUntagged();

    void toggleSide();

    void toggleFullScreen();

    void showPalette();

    void showEngines();

    void searchEngines();

    void showShortcuts();

    void showAbout();
}
