package dev.stagecraft.ui.shell;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.ui.compare.ComparePage;
import dev.stagecraft.ui.control.StagePalette;
import dev.stagecraft.ui.distil.RewriteWizard;
import dev.stagecraft.ui.explore.ImageListViewModel;
import dev.stagecraft.ui.explore.OpenImageViewModel;
import dev.stagecraft.ui.explore.StageTreeViewModel;
import dev.stagecraft.ui.files.FilesModel;
import dev.stagecraft.ui.prove.ProveView;
import dev.stagecraft.ui.support.Address;
import dev.stagecraft.ui.support.Commands;
import dev.stagecraft.ui.support.EngineConnection;
import dev.stagecraft.ui.support.FileDialogs;
import dev.stagecraft.ui.support.Notice;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Page;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Theme;
import dev.stagecraft.ui.support.Workbench;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// The composition root of the window: makes the models and the frame, and does what commands and
/// views ask for.
final class Shell implements Workbench, ShellActions, AutoCloseable {
    private final Stage stage;
    private final Surroundings around;
    private final Settings settings;
    private final Texts texts = Texts.of(Shell.class);
    private final Tasks tasks;
    private final Theme theme;
    private final EngineConnection connection;
    private final OpenImageViewModel openImage;
    private final ImageListViewModel list;
    private final StageTreeViewModel tree;
    private final FilesModel files;
    private final Comparisons comparisons;
    private final Proofs proofs;
    private final Commands commands = new Commands();
    private final ShellCommands shellCommands;
    private final ReadOnlyObjectWrapper<Optional<Page>> page =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Rewrites rewrites;
    private final Drops drops;
    private final OpenDialogs openDialogs;
    private final Frame frame;

    Shell(Stage stage, Surroundings around) {
        this.stage = stage;
        this.around = around;
        this.settings = around.settings();
        tasks = new Tasks(Platform::runLater, this::sayUnexpected);
        openDialogs = new OpenDialogs(around.dialogs(), texts);
        theme =
                new Theme(
                        settings,
                        List.of(
                                StagePalette.STYLESHEET,
                                FilesModel.STYLESHEET,
                                ComparePage.STYLESHEET,
                                RewriteWizard.STYLESHEET,
                                ProveView.STYLESHEET));
        connection = new EngineConnection(around.engines(), tasks);
        openImage =
                new OpenImageViewModel(
                        around.reader().apply(() -> connection.engineProperty().get()),
                        tasks,
                        settings);
        list =
                new ImageListViewModel(
                        connection, tasks, settings, around.samples(), Source::ofFile);
        tree = new StageTreeViewModel(openImage.selectionProperty());
        SourceFiles sourceFiles =
                new SourceFiles(() -> connection.engineProperty().get(), around.layerCache());
        files = new FilesModel(sourceFiles, tasks);
        comparisons =
                Comparisons.of(
                        this,
                        new SourceSides(
                                () -> connection.engineProperty().get(),
                                around.reader().apply(() -> connection.engineProperty().get()),
                                sourceFiles,
                                around.layerCache()));
        shellCommands = ShellCommands.register(commands, this, settings, texts);
        proofs = new Proofs(this, comparisons);
        rewrites = new Rewrites(this, () -> Optional.of(proofs.step()));
        drops = new Drops(this::openPath, this::takeProject, comparisons::compareFiles);
        frame = new Frame(this);
        SettingsKeeper.keep(settings, tasks, texts.text("settings.saving"));
        openImage.openedProperty().addListener((p, o, opened) -> opened.ifPresent(tree::show));
        files.deadProperty()
                .addListener(
                        (p, o, dead) -> dead.ifPresent(d -> tree.setDead(d.layers(), d.byLayer())));
    }

    /// Fills the window, looks for engines, and opens what the program was started with.
    void start(Scene scene, List<String> open) {
        frame.fill(scene);
        connection.start();
        new StartArguments(this, connection, texts).open(open);
    }

    @Override
    public void close() {
        frame.remember();
        settings.save();
        rewrites.close();
        proofs.close();
        connection.close();
        tasks.close();
    }

    /// Takes away what would stay on the engine, for a process that is told to end before the
    /// window is closed. On any thread; waits for a few seconds at most for each proof.
    void end() {
        proofs.end();
    }

    Stage stage() {
        return stage;
    }

    Surroundings around() {
        return around;
    }

    EngineConnection connection() {
        return connection;
    }

    OpenImageViewModel openImage() {
        return openImage;
    }

    ImageListViewModel list() {
        return list;
    }

    StageTreeViewModel tree() {
        return tree;
    }

    ShellCommands shellCommands() {
        return shellCommands;
    }

    FilesModel files() {
        return files;
    }

    Rewrites rewrites() {
        return rewrites;
    }

    Drops drops() {
        return drops;
    }

    ReadOnlyObjectProperty<Optional<Page>> pageProperty() {
        return page.getReadOnlyProperty();
    }

    /// Opens an image from the list; a page makes way for it.
    void open(Source source, String name) {
        closePage();
        openImage.open(source, name);
    }

    /// Opens an archive, a folder or a recording, and remembers it.
    void openPath(Path path) {
        settings.addRecent(path);
        open(Source.ofFile(path.toAbsolutePath().normalize()), String.valueOf(path.getFileName()));
    }

    /// Puts a text into the clipboard.
    void copy(String text) {
        around.clipboard().accept(text);
    }

    @Override
    public ReadOnlyObjectProperty<Optional<Opened>> openedProperty() {
        return openImage.openedProperty();
    }

    @Override
    public ObjectProperty<Optional<Address>> selectionProperty() {
        return openImage.selectionProperty();
    }

    @Override
    public ReadOnlyObjectProperty<Optional<Engine>> engineProperty() {
        return connection.engineProperty();
    }

    @Override
    public void go(Address address) {
        open(address.source(), list.name(address.source()));
        openImage.selectionProperty().set(Optional.of(address));
    }

    @Override
    public void showTab(String tab) {
        closePage();
        frame.middle().select(tab);
    }

    @Override
    public void showPage(Page next) {
        closePage();
        page.set(Optional.of(next));
    }

    @Override
    public void closePage() {
        if (page.get().filter(Page::mayClose).isPresent()) {
            page.set(Optional.empty());
        }
    }

    /// A Dockerfile belongs to the image that is shown; with none, it is to be rewritten.
    private void takeProject(Path path) {
        boolean shown = page.get().isEmpty() && openImage.openedProperty().get().isPresent();
        if (shown && Files.isRegularFile(path) && Drops.isDockerfile(path)) {
            attachDockerfile(path);
        } else {
            rewrites.open(path);
        }
    }

    @Override
    public void attachDockerfile(Path dockerfile) {
        if (openedProperty().get().isEmpty()) {
            say(
                    new Notice(
                            Notice.Kind.INFORMATION,
                            texts.text("dockerfile.noimage"),
                            texts.text("reason.noimage"),
                            ""));
            return;
        }
        openImage.setDockerfile(Optional.of(dockerfile));
    }

    @Override
    public void say(Notice notice) {
        frame.notices().show(notice);
    }

    private void sayUnexpected(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        say(
                new Notice(
                        Notice.Kind.FAILURE,
                        texts.text("notice.unexpected"),
                        texts.text("notice.unexpected.advice"),
                        trace.toString()));
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
        return around.dialogs();
    }

    OpenDialogs openDialogs() {
        return openDialogs;
    }

    @Override
    public void chooseArchive() {
        openDialogs.archive().ifPresent(this::openPath);
    }

    @Override
    public void chooseFolder() {
        openDialogs.folder().ifPresent(this::openPath);
    }

    @Override
    public void chooseDockerfile() {
        openDialogs.dockerfile(texts.text("dialog.dockerfile")).ifPresent(this::attachDockerfile);
    }

    @Override
    public void detachDockerfile() {
        openImage.setDockerfile(Optional.empty());
    }

    @Override
    public void showSettings() {
        frame.showSettings();
    }

    @Override
    public void quit() {
        stage.close();
    }

    @Override
    public void compare() {
        comparisons.compare();
    }

    Comparisons comparisons() {
        return comparisons;
    }

    @Override
    public void copyReference() {
        openedProperty().get().ifPresent(opened -> copy(opened.image().displayName()));
    }

    @Override
    public void copyId() {
        openedProperty().get().ifPresent(opened -> copy(opened.image().id().toString()));
    }

    @Override
    public void copyDigest() {
        openedProperty()
                .get()
                .flatMap(opened -> opened.image().repoDigests().stream().findFirst())
                .ifPresent(digest -> copy(digest.familiar()));
    }

    @Override
    public void closeImage() {
        openImage.close();
    }

    @Override
    public void find() {
        frame.search().requestFocus();
        frame.search().selectAll();
    }

    @Override
    public void refresh() {
        list.refresh();
        openImage.readAgain();
    }

    @Override
    public void toggleUntagged() {
        list.untaggedProperty().set(!list.untaggedProperty().get());
    }

    @Override
    public void toggleSide() {
        frame.columns().toggleSide();
    }

    @Override
    public void toggleFullScreen() {
        stage.setFullScreen(!stage.isFullScreen());
    }

    @Override
    public void showPalette() {
        frame.showPalette();
    }

    @Override
    public void showEngines() {
        frame.engines().show();
    }

    @Override
    public void searchEngines() {
        connection.searchAgain();
    }

    @Override
    public void showShortcuts() {
        frame.showShortcuts();
    }

    @Override
    public void showAbout() {
        frame.showAbout();
    }
}
