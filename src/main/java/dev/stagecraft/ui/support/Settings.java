package dev.stagecraft.ui.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the program remembers from one start to the next, in one JSON file. A file that cannot be
/// read means the defaults; one that cannot be written means that nothing is remembered: neither
/// stops the program.
public final class Settings {
    public static final int SMALLEST_ZOOM = 50;
    public static final int LARGEST_ZOOM = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final int ZOOM_STEP = 10;
    private static final int MOST_RECENT = 12;
    private static final int MOST_DOCKERFILES = 500;
    private static final long LARGEST_FILE = 4 << 20;

    private final ObjectMapper mapper = new ObjectMapper();
    private final Optional<Path> file;
    private final ObjectNode values;
    private final ObjectProperty<ThemeChoice> theme = new SimpleObjectProperty<>();
    private final IntegerProperty zoom = new SimpleIntegerProperty();
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();
    private final Object writing = new Object();
    private int written;
    private final ObservableList<Path> recent = FXCollections.observableArrayList();

    /// One for good: it hears of changes only while somebody holds it.
    private final ObservableList<Path> readOnlyRecent =
            FXCollections.unmodifiableObservableList(recent);

    /// Settings kept in the file; without one, in memory only.
    public Settings(Optional<Path> file) {
        this.file = file;
        this.values = file.map(this::read).orElseGet(JsonNodeFactory.instance::objectNode);
        theme.set(choice(values.path("theme").asText("")));
        zoom.set(clampZoom(values.path("zoom").asInt(100)));
        values.path("recent").forEach(node -> path(node).ifPresent(recent::add));
        theme.addListener((p, o, choice) -> {
            values.put("theme", choice.name());
            changed();
        });
        zoom.addListener((p, o, percent) -> {
            values.put("zoom", percent.intValue());
            changed();
        });
    }

    /// Settings of the person who runs the program, in the folder this system keeps for them.
    public static Settings ofUser() {
        return new Settings(Optional.of(Folders.settings().resolve("settings.json")));
    }

    /// Goes up with each change of what is kept.
    public ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }

    /// Light, dark or as the system is.
    public ObjectProperty<ThemeChoice> themeProperty() {
        return theme;
    }

    /// The zoom in percent, from [#SMALLEST_ZOOM] to [#LARGEST_ZOOM].
    public IntegerProperty zoomProperty() {
        return zoom;
    }

    /// Zooms by a number of steps of 10 %, as far as it goes.
    public void zoomBy(int steps) {
        zoom.set(clampZoom(zoom.get() + steps * ZOOM_STEP));
    }

    /// Archives and recordings that were opened, the latest first.
    public ObservableList<Path> recent() {
        return readOnlyRecent;
    }

    /// Puts a file first among the recent ones.
    public void addRecent(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        List<Path> next = new ArrayList<>(recent);
        next.remove(whole);
        next.addFirst(whole);
        setRecent(next.subList(0, Math.min(next.size(), MOST_RECENT)));
    }

    /// Forgets one recent file.
    public void removeRecent(Path path) {
        List<Path> next = new ArrayList<>(recent);
        next.remove(path);
        setRecent(next);
    }

    private void setRecent(List<Path> next) {
        recent.setAll(next);
        var array = values.putArray("recent");
        next.forEach(path -> array.add(path.toString()));
        changed();
    }

    /// The Dockerfile that a person gave for an image.
    ///
    /// @param image the image's key, such as its id
    public Optional<Path> dockerfile(String image) {
        return path(values.path("dockerfiles").path(image));
    }

    /// Remembers the Dockerfile of an image, or forgets it.
    public void setDockerfile(String image, Optional<Path> dockerfile) {
        ObjectNode all = values.withObjectProperty("dockerfiles");
        all.remove(image);
        dockerfile.ifPresent(path -> all.put(image, path.toAbsolutePath().normalize().toString()));
        while (all.size() > MOST_DOCKERFILES) {
            all.remove(all.fieldNames().next());
        }
        changed();
    }

    /// A remembered number, such as a column's width in `em`.
    public OptionalDouble number(String key) {
        JsonNode node = values.path("numbers").path(key);
        return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
    }

    public void setNumber(String key, double value) {
        if (Double.isFinite(value) && !number(key).equals(OptionalDouble.of(value))) {
            values.withObjectProperty("numbers").put(key, value);
            changed();
        }
    }

    /// Forgets a number, so that the usual one holds.
    public void removeNumber(String key) {
        values.withObjectProperty("numbers").remove(key);
        changed();
    }

    /// A remembered text or choice.
    public Optional<String> text(String key) {
        JsonNode node = values.path("texts").path(key);
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }

    public void setText(String key, Optional<String> value) {
        ObjectNode texts = values.withObjectProperty("texts");
        value.ifPresentOrElse(text -> texts.put(key, text), () -> texts.remove(key));
        changed();
    }

    /// Writes the file: whole, or not at all.
    public void save() {
        saving().run();
    }

    /// Takes what is to be kept as it is now. Running it writes the file, on whatever thread; an
    /// older state is never written over a newer one.
    public Runnable saving() {
        int state = changes.get();
        ObjectNode now = values.deepCopy();
        return () -> file.ifPresent(target -> write(target, now, state));
    }

    private void write(Path target, ObjectNode now, int state) {
        synchronized (writing) {
            if (state < written) {
                return;
            }
            Path part = null;
            try {
                Path folder = target.toAbsolutePath().getParent();
                Files.createDirectories(folder);
                part = Files.createTempFile(folder, "settings", ".part");
                Files.write(part, mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(now));
                try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                move(part, target);
                written = state;
            } catch (IOException e) {
                LOG.warn("the settings were not written to {}", target, e);
                discard(part);
            }
        }
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(
                    part,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(@Nullable Path part) {
        if (part != null) {
            try {
                Files.deleteIfExists(part);
            } catch (IOException e) {
                LOG.debug("{} stays behind", part, e);
            }
        }
    }

    private ObjectNode read(Path path) {
        try {
            if (Files.exists(path) && Files.size(path) <= LARGEST_FILE) {
                if (mapper.readTree(Files.readAllBytes(path)) instanceof ObjectNode object) {
                    return object;
                }
            }
        } catch (IOException e) {
            LOG.warn("the settings in {} are not readable, so the defaults are used", path, e);
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private static Optional<Path> path(JsonNode node) {
        try {
            return node.isTextual() ? Optional.of(Path.of(node.asText())) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static ThemeChoice choice(String name) {
        for (ThemeChoice choice : ThemeChoice.values()) {
            if (choice.name().equals(name)) {
                return choice;
            }
        }
        return ThemeChoice.SYSTEM;
    }

    private static int clampZoom(int percent) {
        return Math.clamp(percent, SMALLEST_ZOOM, LARGEST_ZOOM);
    }
}
