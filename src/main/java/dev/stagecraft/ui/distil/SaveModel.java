package dev.stagecraft.ui.distil;

import dev.stagecraft.distil.Outcome;
import dev.stagecraft.distil.output.FileChangedException;
import dev.stagecraft.distil.output.Patch;
import dev.stagecraft.distil.output.SavedFile;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Texts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// Where the new Dockerfile goes. Nothing that is there is lost: what is overwritten is kept beside
/// it, and a file that another program changed is left alone until a person says otherwise.
final class SaveModel {
    /// What stands behind the original's name in the name that is proposed.
    static final String SUFFIX = ".distroless";

    private final WizardModel wizard;
    private final Tasks tasks;
    private final Texts texts = Texts.of(SaveModel.class);
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.BESIDE);
    private final ObjectProperty<Optional<Path>> elsewhere =
            new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Result> result =
            new ReadOnlyObjectWrapper<>(new Result.Nothing());
    private final ReadOnlyBooleanWrapper changedOnDisk = new ReadOnlyBooleanWrapper();

    /// What was saved in place of the original: no other program changed it.
    private Optional<byte[]> written = Optional.empty();

    SaveModel(WizardModel wizard, Tasks tasks) {
        this.wizard = wizard;
        this.tasks = tasks;
        wizard.chosenProperty()
                .addListener((p, o, now) -> {
                    changedOnDisk.set(false);
                    written = Optional.empty();
                    if (o.isEmpty() || now.isEmpty() || !now.get().isSamePlace(o.get())) {
                        elsewhere.set(Optional.empty());
                        boolean file = now.flatMap(Chosen::file).isPresent();
                        place.set(file ? Place.BESIDE : Place.ELSEWHERE);
                    }
                    result.set(new Result.Nothing());
                });
        place.addListener((p, o, now) -> result.set(new Result.Nothing()));
        wizard.outcomeProperty().addListener((p, o, now) -> result.set(new Result.Nothing()));
    }

    /// Where to save.
    enum Place {
        /// Under a new name in the original's folder.
        BESIDE,
        /// In place of the original.
        OVER,
        /// In a file that a person names.
        ELSEWHERE
    }

    /// What came of saving.
    sealed interface Result {
        /// Nothing was saved yet.
        record Nothing() implements Result {}

        /// Something was saved.
        ///
        /// @param builds what `docker build -f` calls it in the folder of the build context; absent
        ///   when it is no Dockerfile, or the folder is not known
        record Saved(SavedFile file, Optional<String> builds) implements Result {}

        /// The file was changed by another program.
        record Changed(Path file) implements Result {}

        /// It could not be saved.
        record Failed(String line) implements Result {}
    }

    ObjectProperty<Place> placeProperty() {
        return place;
    }

    ObjectProperty<Optional<Path>> elsewhereProperty() {
        return elsewhere;
    }

    ReadOnlyObjectProperty<Result> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /// Whether the original is another on disk than the one that was read.
    ReadOnlyBooleanProperty changedOnDiskProperty() {
        return changedOnDisk.getReadOnlyProperty();
    }

    /// The file that would be written; absent while none is named.
    Optional<Path> target() {
        Optional<Path> original = wizard.chosenProperty().get().flatMap(Chosen::file);
        return switch (place.get()) {
            case BESIDE -> original.map(f -> f.resolveSibling(f.getFileName() + SUFFIX));
            case OVER -> original;
            case ELSEWHERE -> elsewhere.get();
        };
    }

    /// Looks whether the original was changed since it was read.
    void checkDisk() {
        Optional<Chosen> chosen = wizard.chosenProperty().get();
        Optional<Path> file = chosen.flatMap(Chosen::file);
        if (file.isEmpty()) {
            return;
        }
        byte[] read = written.orElse(chosen.get().bytes());
        tasks.of(texts.text("task.looking"), progress -> SavedFile.isChanged(file.get(), read))
                .quietly()
                .onSuccess(changed -> {
                    if (wizard.chosenProperty().get().equals(chosen)) {
                        changedOnDisk.set(changed);
                    }
                })
                .onFailure(e -> changedOnDisk.set(true))
                .start();
    }

    /// Saves the new Dockerfile.
    ///
    /// @param whateverIsThere whether also over a file that was changed since it was read
    void save(boolean whateverIsThere) {
        Optional<Path> target = target();
        Optional<String> text = wizard.saved();
        if (target.isEmpty() || text.isEmpty()) {
            return;
        }
        byte[] read =
                written.or(() -> wizard.chosenProperty().get().map(Chosen::bytes))
                        .orElse(new byte[0]);
        boolean guarded = place.get() == Place.OVER && !whateverIsThere;
        boolean over = place.get() == Place.OVER;
        start(
                target.get(),
                progress ->
                        guarded
                                ? SavedFile.write(target.get(), text.get(), read)
                                : SavedFile.write(target.get(), text.get()),
                saved -> {
                    if (over) {
                        written = Optional.of(text.get().getBytes(StandardCharsets.UTF_8));
                        changedOnDisk.set(false);
                    }
                    result.set(new Result.Saved(saved, builds(saved.file())));
                });
    }

    /// The file as `docker build -f` takes it in the folder of the build context.
    private Optional<String> builds(Path file) {
        return wizard.chosenProperty()
                .get()
                .flatMap(Chosen::folder)
                .map(folder -> {
                    Path whole = file.toAbsolutePath().normalize();
                    Path root = folder.toAbsolutePath().normalize();
                    String name =
                            (whole.startsWith(root) ? root.relativize(whole) : whole).toString();
                    return name.matches("[\\w./:@+-]+")
                            ? name
                            : "'" + name.replace("'", "'\\''") + "'";
                });
    }

    /// Saves what a patch tool makes the new file of the old one with.
    void savePatch(Path file) {
        String patch = patch();
        start(file, progress -> SavedFile.write(file, patch), this::saved);
    }

    /// The difference as a patch; empty when there is none.
    String patch() {
        Optional<Chosen> chosen = wizard.chosenProperty().get();
        if (chosen.isEmpty()) {
            return "";
        }
        Chosen c = chosen.get();
        String name =
                c.file()
                        .flatMap(f -> c.folder().filter(f::startsWith).map(d -> d.relativize(f)))
                        .map(p -> p.toString().replace('\\', '/'))
                        .orElse(c.fileName());
        return Patch.of(
                name, new String(c.bytes(), StandardCharsets.UTF_8), wizard.saved().orElse(""));
    }

    /// The proposed `.dockerignore` and where it goes; absent when none is useful or one is there.
    Optional<Ignore> ignore() {
        Optional<Path> folder = wizard.chosenProperty().get().flatMap(Chosen::folder);
        return wizard.rewritten()
                .flatMap(Outcome.Rewritten::ignoreProposal)
                .flatMap(text -> folder.map(f -> new Ignore(f.resolve(".dockerignore"), text)))
                .filter(ignore -> Files.notExists(ignore.file()));
    }

    /// Saves the proposed `.dockerignore`.
    void saveIgnore() {
        ignore().ifPresent(i ->
                start(i.file(), progress -> SavedFile.write(i.file(), i.text()), this::saved));
    }

    /// A proposed ignore file.
    record Ignore(Path file, String text) {}

    private void saved(SavedFile file) {
        result.set(new Result.Saved(file, Optional.empty()));
    }

    private void start(Path file, Tasks.Work<SavedFile> work, Consumer<SavedFile> done) {
        tasks.of(texts.text("task.saving", file.getFileName()), work)
                .quietly()
                .onSuccess(done)
                .onFailure(
                        FileChangedException.class, e -> result.set(new Result.Changed(e.file())))
                .onFailure(e -> result.set(new Result.Failed(Failures.line(e, texts))))
                .start();
    }
}
