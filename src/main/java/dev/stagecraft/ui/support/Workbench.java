package dev.stagecraft.ui.support;

import dev.stagecraft.engine.Engine;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;

/// What a view may ask of the window around it, so that views need not know each other.
public interface Workbench {
    /// The image that is open; absent while none is.
    ReadOnlyObjectProperty<Optional<Opened>> openedProperty();

    /// What is selected in the image that is open, in step in all views.
    ObjectProperty<Optional<Address>> selectionProperty();

    /// The engine that is connected; absent while none is.
    ReadOnlyObjectProperty<Optional<Engine>> engineProperty();

    /// Opens what the address lies in, when it is not open, and selects it.
    void go(Address address);

    /// Brings a tab of the middle to the front.
    ///
    /// @param tab the tab's id
    void showTab(String tab);

    /// Gives the middle and the right to a page, until it is closed.
    void showPage(Page page);

    /// Leaves the page that is shown, if it lets itself be left.
    void closePage();

    /// Gives the image that is open a Dockerfile, remembers it and reads the image anew.
    void attachDockerfile(Path dockerfile);

    /// Shows a person what went wrong.
    void say(Notice notice);

    Tasks tasks();

    Settings settings();

    Commands commands();

    Theme theme();

    FileDialogs dialogs();
}
