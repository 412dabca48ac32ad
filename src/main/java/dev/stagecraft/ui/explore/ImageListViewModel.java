package dev.stagecraft.ui.explore;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.ImageSummary;
import dev.stagecraft.ui.explore.ListRow.Group;
import dev.stagecraft.ui.support.EngineConnection;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Everything that can be opened: the engine's images, archives and samples, as the search and the
/// sorting leave them. Reads the images anew whenever the engine says that they changed.
public final class ImageListViewModel {
    private static final String ORDER = "images.order";
    private static final String UNTAGGED = "images.untagged";

    private final EngineConnection connection;
    private final Tasks tasks;
    private final Settings settings;
    private final Function<Path, Source> opener;
    private final Texts texts = Texts.of(ImageListViewModel.class);
    private final StringProperty query = new SimpleStringProperty("");
    private final BooleanProperty untagged = new SimpleBooleanProperty();
    private final ObjectProperty<ImageOrder> order = new SimpleObjectProperty<>();
    private final ObservableList<ListRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private final Set<Group> folded = EnumSet.noneOf(Group.class);
    private List<ImageSummary> images = List.of();
    private List<SampleEntry> samples = List.of();
    private Map<Digest, Long> shared = Map.of();
    private boolean read;
    private boolean reading;
    private boolean readAgain;
    private boolean readingShared;
    private boolean readSharedAgain;

    /// @param samples reads which recordings came with the program
    /// @param opener says what kind of thing a recent file is
    public ImageListViewModel(
            EngineConnection connection,
            Tasks tasks,
            Settings settings,
            Callable<List<SampleEntry>> samples,
            Function<Path, Source> opener) {
        this.connection = connection;
        this.tasks = tasks;
        this.settings = settings;
        this.opener = opener;
        order.set(settings.text(ORDER).map(ImageListViewModel::order).orElse(ImageOrder.NEWEST));
        untagged.set(settings.text(UNTAGGED).isPresent());
        InvalidationListener arrange = any -> arrange();
        query.addListener(arrange);
        untagged.addListener((p, old, on) -> {
            settings.setText(UNTAGGED, on ? Optional.of("shown") : Optional.empty());
            arrange();
        });
        order.addListener((p, old, now) -> {
            settings.setText(ORDER, Optional.of(now.name()));
            arrange();
        });
        settings.recent().addListener(arrange);
        connection.engineProperty().addListener((p, old, engine) -> changeEngine());
        connection.changesProperty().addListener((p, old, count) -> refresh());
        connection.stateProperty().addListener(arrange);
        arrange();
        refresh();
        tasks.of(texts.text("list.samples"), progress -> samples.call())
                .quietly()
                .onSuccess(read -> {
                    this.samples = List.copyOf(read);
                    arrange();
                })
                .start();
    }

    /// What is searched for: words that all have to be in a tag or begin an id.
    public StringProperty queryProperty() {
        return query;
    }

    /// Whether images without a tag are listed.
    public BooleanProperty untaggedProperty() {
        return untagged;
    }

    ObjectProperty<ImageOrder> orderProperty() {
        return order;
    }

    /// The rows, from the top.
    ObservableList<ListRow> rows() {
        return rows;
    }

    /// Why the list could not be read; empty when it could.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// The images as last read, whatever is searched for.
    public List<ImageSummary> images() {
        return images;
    }

    /// The recordings that came with the program, as far as they have been read.
    public List<SampleEntry> samples() {
        return samples;
    }

    /// What a person calls an image, wherever it is: its first tag or short id, a sample's title, a
    /// file's name.
    public String name(Source source) {
        return switch (source) {
            case Source.OfEngine(Digest id) ->
                    images.stream()
                            .filter(image -> image.id().equals(id))
                            .findFirst()
                            .map(image -> ListWords.name(new ListRow.EngineImage(image)))
                            .orElse(id.shortHex());
            case Source.OfSample(String name) ->
                    samples.stream()
                            .filter(sample -> sample.name().equals(name))
                            .findFirst()
                            .map(SampleEntry::title)
                            .orElse(name);
            case Source.OfArchive archive -> String.valueOf(archive.path().getFileName());
            case Source.OfRecording(Path path) -> String.valueOf(path.getFileName());
        };
    }

    /// Folds a group, or unfolds it.
    void toggle(Group group) {
        if (!folded.remove(group)) {
            folded.add(group);
        }
        arrange();
    }

    /// Takes a file from the recent ones.
    void forget(Path path) {
        settings.removeRecent(path);
    }

    /// Reads the images anew. What is asked while they are being read is done once, afterwards.
    public void refresh() {
        Optional<Engine> engine = connection.engineProperty().get();
        if (engine.isEmpty()) {
            return;
        }
        if (reading) {
            readAgain = true;
            return;
        }
        reading = true;
        Engine from = engine.get();
        tasks.of(texts.text("list.reading"), progress -> from.listImages(false))
                .quietly()
                .onSuccess(list -> {
                    if (isCurrent(from)) {
                        images = list;
                        read = true;
                        failure.set("");
                        arrange();
                        readShared(from);
                    }
                })
                .onFailure(
                        EngineException.class,
                        e -> {
                            failure.set(String.valueOf(e.getMessage()));
                            arrange();
                        })
                .onEnd(() -> {
                    reading = false;
                    if (readAgain) {
                        readAgain = false;
                        refresh();
                    }
                })
                .start();
    }

    /// What is shared takes the engine longer to say, so the list does not wait for it. An engine
    /// answers one such question at a time and refuses others.
    private void readShared(Engine from) {
        if (readingShared) {
            readSharedAgain = true;
            return;
        }
        readingShared = true;
        tasks.of(texts.text("list.shared"), progress -> from.sharedSizes())
                .quietly()
                .onSuccess(sizes -> {
                    if (isCurrent(from) && !sizes.equals(shared)) {
                        shared = sizes;
                        arrange();
                    }
                })
                .onFailure(EngineException.class, e -> {})
                .onEnd(() -> {
                    readingShared = false;
                    if (readSharedAgain) {
                        readSharedAgain = false;
                        connection.engineProperty().get().ifPresent(this::readShared);
                    }
                })
                .start();
    }

    private boolean isCurrent(Engine engine) {
        return connection.engineProperty().get().filter(engine::equals).isPresent();
    }

    private void changeEngine() {
        images = List.of();
        shared = Map.of();
        read = false;
        failure.set("");
        reading = false;
        readAgain = false;
        arrange();
        refresh();
    }

    private void arrange() {
        String[] words = query.get().strip().toLowerCase(Locale.ROOT).split("\\s+");
        List<ListRow> next = new ArrayList<>();
        List<ImageSummary> listed =
                images.stream()
                        .map(this::withShared)
                        .filter(s -> untagged.get() || !s.tags().isEmpty())
                        .filter(s -> fits(s, words))
                        .sorted(order.get().comparator())
                        .toList();
        add(
                next,
                Group.IMAGES,
                listed.stream().map(s -> (ListRow) new ListRow.EngineImage(s)).toList());
        add(
                next,
                Group.ARCHIVES,
                settings.recent().stream()
                        .filter(path -> fits(path.toString(), words))
                        .map(path -> (ListRow) new ListRow.RecentFile(path, opener.apply(path)))
                        .toList());
        add(
                next,
                Group.SAMPLES,
                samples.stream()
                        .filter(sample -> fits(sample.name() + " " + sample.title(), words))
                        .map(sample -> (ListRow) new ListRow.Sample(sample))
                        .toList());
        if (!next.equals(rows)) {
            rows.setAll(next);
        }
    }

    private void add(List<ListRow> to, Group group, List<ListRow> some) {
        boolean shut = folded.contains(group);
        to.add(new ListRow.Head(group, some.size(), shut));
        if (shut) {
            return;
        }
        to.addAll(some);
        if (some.isEmpty()) {
            hint(group).ifPresent(text -> to.add(new ListRow.Hint(group, text)));
        }
    }

    /// Why a group is empty.
    private Optional<String> hint(Group group) {
        if (!query.get().isBlank()) {
            return Optional.of(texts.text("list.nothing.fits"));
        }
        return switch (group) {
            case IMAGES ->
                    Optional.of(
                            switch (connection.stateProperty().get()) {
                                case SEARCHING -> texts.text("list.searching");
                                case NONE -> texts.text("list.noengine");
                                case CONNECTED, LOST -> whyNoImages();
                            });
            case ARCHIVES -> Optional.of(texts.text("list.noarchives"));
            case SAMPLES -> Optional.of(texts.text("list.nosamples"));
        };
    }

    private String whyNoImages() {
        if (!failure.get().isEmpty()) {
            return texts.text("list.failed", DisplayText.escape(failure.get(), 300));
        }
        if (!read) {
            return texts.text("list.reading") + " …";
        }
        return texts.text(images.isEmpty() ? "list.noimages" : "list.onlyuntagged");
    }

    private ImageSummary withShared(ImageSummary s) {
        Long bytes = shared.get(s.id());
        if (bytes == null || s.shared().isPresent()) {
            return s;
        }
        return new ImageSummary(
                s.id(),
                s.tags(),
                s.repoDigests(),
                s.created(),
                s.size(),
                OptionalLong.of(bytes),
                s.containers(),
                s.parent(),
                s.intermediate(),
                s.labels());
    }

    private static boolean fits(ImageSummary summary, String[] words) {
        for (String word : words) {
            boolean fits =
                    word.isEmpty()
                            || summary.id().hex().startsWith(word)
                            || summary.id().toString().startsWith(word)
                            || summary.tags().stream().anyMatch(t -> t.familiar().contains(word))
                            || summary.repoDigests().stream()
                                    .anyMatch(d -> d.familiar().contains(word));
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(String text, String[] words) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (!lower.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private static ImageOrder order(String name) {
        for (ImageOrder order : ImageOrder.values()) {
            if (order.name().equals(name)) {
                return order;
            }
        }
        return ImageOrder.NEWEST;
    }
}
