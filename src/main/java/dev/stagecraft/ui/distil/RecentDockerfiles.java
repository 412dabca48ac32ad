package dev.stagecraft.ui.distil;

import dev.stagecraft.ui.support.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The Dockerfiles, Compose files and folders that were rewritten last, kept in the settings.
final class RecentDockerfiles {
    private static final String KEY = "rewrite.recent";
    private static final int MOST = 6;

    private final Settings settings;
    private final ObservableList<Path> paths = FXCollections.observableArrayList();

    RecentDockerfiles(Settings settings) {
        this.settings = settings;
        settings.text(KEY).stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank() && line.indexOf('\0') < 0)
                .map(Path::of)
                .limit(MOST)
                .forEach(paths::add);
    }

    /// The latest first.
    ObservableList<Path> paths() {
        return paths;
    }

    void add(Path path) {
        List<Path> next = new ArrayList<>(paths);
        Path whole = path.toAbsolutePath().normalize();
        next.remove(whole);
        next.addFirst(whole);
        paths.setAll(next.subList(0, Math.min(MOST, next.size())));
        settings.setText(
                KEY,
                java.util.Optional.of(
                        paths.stream().map(Path::toString).collect(Collectors.joining("\n"))));
    }
}
