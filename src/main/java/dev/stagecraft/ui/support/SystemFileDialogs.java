package dev.stagecraft.ui.support;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The windows that the system offers. They open where the last one was left.
public final class SystemFileDialogs implements FileDialogs {
    private static final String LAST_FOLDER = "files.folder";

    private final Window owner;
    private final Settings settings;

    public SystemFileDialogs(Window owner, Settings settings) {
        this.owner = owner;
        this.settings = settings;
    }

    @Override
    public Optional<Path> open(String title, List<Kind> kinds) {
        return chosen(chooser(title, kinds).showOpenDialog(owner));
    }

    @Override
    public Optional<Path> folder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        lastFolder().ifPresent(chooser::setInitialDirectory);
        return chosen(chooser.showDialog(owner));
    }

    @Override
    public Optional<Path> save(String title, String name, List<Kind> kinds) {
        FileChooser chooser = chooser(title, kinds);
        chooser.setInitialFileName(name);
        Optional<Path> chosen = chosen(chooser.showSaveDialog(owner));
        return kinds.isEmpty() ? chosen : chosen.map(kinds.getFirst()::ended);
    }

    private FileChooser chooser(String title, List<Kind> kinds) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        for (Kind kind : kinds) {
            chooser.getExtensionFilters()
                    .add(new FileChooser.ExtensionFilter(kind.label(), kind.patterns()));
        }
        lastFolder().ifPresent(chooser::setInitialDirectory);
        return chooser;
    }

    private Optional<File> lastFolder() {
        return settings.text(LAST_FOLDER).map(File::new).filter(File::isDirectory);
    }

    private Optional<Path> chosen(@Nullable File file) {
        if (file == null) {
            return Optional.empty();
        }
        settings.setText(LAST_FOLDER, Optional.ofNullable(file.getParent()));
        return Optional.of(file.toPath());
    }
}
