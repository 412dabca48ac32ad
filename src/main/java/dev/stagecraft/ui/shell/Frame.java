package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.explore.DetailsTab;
import dev.stagecraft.ui.explore.ImageHeader;
import dev.stagecraft.ui.explore.ImageListView;
import dev.stagecraft.ui.explore.OpenImageViewModel;
import dev.stagecraft.ui.explore.SelectionPane;
import dev.stagecraft.ui.explore.StageTreeView;
import dev.stagecraft.ui.explore.StatePages;
import dev.stagecraft.ui.files.ContentsTab;
import dev.stagecraft.ui.files.WasteTab;
import dev.stagecraft.ui.support.Command;
import dev.stagecraft.ui.support.EngineConnection;
import dev.stagecraft.ui.support.ImageTab;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Page;
import dev.stagecraft.ui.support.Texts;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// What is drawn around the views: bars above and below, the three columns, and what comes to lie
/// above them.
final class Frame {
    /// How long what was shown stays while another image is read. An engine answers sooner as a
    /// rule: a page put in between would only flicker, and keep the stages waiting.
    private static final Duration LOADING_AFTER = Duration.millis(150);

    private final Shell shell;
    private final Texts texts = Texts.of(Frame.class);
    private final Overlay overlay = new Overlay();
    private final StackPane dropHint = new StackPane();
    private final NoticeBar notices;
    private final EngineSwitcher engines;
    private final TopBar topBar;
    private final Middle middle;
    private final Columns columns;
    private final ImageListView list;
    private final StackPane side = new StackPane();
    private final SelectionPane selection;
    private final ImageHeader header;
    private final StatePages states;

    /// Read beside the rest, and needed when the window is shown.
    private final CompletableFuture<List<Image>> icons =
            CompletableFuture.supplyAsync(WindowIcons::load);

    Frame(Shell shell) {
        this.shell = shell;
        Clock clock = shell.around().clock();
        notices = new NoticeBar(shell::copy, texts);
        engines = new EngineSwitcher(shell.connection(), shell.shellCommands(), texts);
        list = new ImageListView(shell.list(), shell::open, shell::copy, shell.theme(), clock);
        topBar =
                new TopBar(
                        engines,
                        shell.list().queryProperty(),
                        shell.shellCommands(),
                        shell.settings(),
                        list::openFirst,
                        texts);
        list.onCompare(shell.comparisons()::compareWith, shell.comparisons()::compareWithOpen);
        selection = new SelectionPane(shell.tree(), shell::copy);
        states =
                new StatePages(
                        shell.connection(),
                        shell.openImage(),
                        shell.shellCommands().open()::run,
                        shell::copy);
        header = new ImageHeader(shell.tree(), shell::chooseDockerfile, clock);
        middle = new Middle(header, this::showSide, shell.theme().emProperty(), texts);
        addTab(new StageTreeView(shell.tree(), shell.settings(), shell.theme(), clock));
        ContentsTab contents = new ContentsTab(shell.files(), shell, shell::copy);
        addTab(contents);
        addTab(new WasteTab(shell.files(), contents, shell));
        addTab(new DetailsTab(shell::copy));
        middle.addActions(List.of(shell.rewrites().button()));
        side.getStyleClass().add("side");
        columns = new Columns(list, middle, side, shell.settings(), shell.theme());
        showSide(Optional.empty());
        followState();
    }

    /// Adds a tab after the others, with a command that brings it to the front.
    private void addTab(ImageTab tab) {
        middle.add(tab);
        shell.commands()
                .add(
                        Command.of(
                                        "tab." + tab.id(),
                                        Command.Group.VIEW,
                                        texts.text("command.tab", tab.title()))
                                .key("Shortcut+" + middle.count())
                                .when(
                                        Bindings.createBooleanBinding(
                                                () -> shell.openedProperty().get().isPresent(),
                                                shell.openedProperty()),
                                        texts.text("reason.noimage"))
                                .run(() -> shell.showTab(tab.id())));
    }

    /// Puts everything into the window.
    void fill(Scene scene) {
        StatusBar statusBar = new StatusBar(shell.tasks(), texts);
        followEngine(statusBar);
        BorderPane content = new BorderPane(columns);
        content.setTop(
                new VBox(
                        MenuBars.of(
                                shell.commands(),
                                shell.settings().recent(),
                                shell::openPath,
                                texts),
                        topBar));
        content.setBottom(new VBox(notices, statusBar));
        dropHint.getStyleClass().add("drop-hint");
        dropHint.getChildren().add(new Label(texts.text("drop.hint")));
        dropHint.setVisible(false);
        dropHint.setMouseTransparent(true);
        StackPane root = new StackPane(content, dropHint, overlay);
        root.getStyleClass().add("window");
        header.compactProperty()
                .bind(new WindowRoom(root, shell.settings(), shell.theme()).lowProperty());
        scene.setRoot(root);
        scene.focusOwnerProperty().addListener((p, o, owner) -> overlay.focusMoved(owner));
        takeDrops(scene);
        ContextMenuKey.listen(scene);
        for (Command command : shell.commands().all()) {
            for (KeyCombination key : command.otherKeys()) {
                scene.getAccelerators().put(key, command::run);
            }
        }
        shell.theme().dress(scene);
        shell.stage().getIcons().setAll(icons.join());
        followTitle();
        list.focus();
    }

    /// Keeps the window's place in the settings.
    void remember() {
        WindowMemory.remember(shell.stage(), shell.settings());
    }

    NoticeBar notices() {
        return notices;
    }

    EngineSwitcher engines() {
        return engines;
    }

    Columns columns() {
        return columns;
    }

    Middle middle() {
        return middle;
    }

    TextField search() {
        return topBar.search();
    }

    void showPalette() {
        new CommandPalette(shell.commands(), overlay, texts).show();
    }

    void showShortcuts() {
        ShortcutSheet sheet = new ShortcutSheet(shell.commands(), overlay, texts);
        overlay.show(sheet, Pos.CENTER, sheet.close());
    }

    void showSettings() {
        SettingsCard card = new SettingsCard(shell.settings(), overlay, texts);
        overlay.show(card, Pos.CENTER, card.first());
    }

    void showAbout() {
        AboutCard card =
                new AboutCard(
                        icons.join().stream().reduce((smaller, larger) -> larger),
                        Optional.ofNullable(Frame.class.getPackage().getImplementationVersion())
                                .orElse("0.1.0"),
                        overlay,
                        texts);
        overlay.show(card, Pos.CENTER, card.close());
    }

    private void showSide(Optional<Node> node) {
        Node wanted = node.orElse(selection);
        if (!side.getChildren().equals(List.of(wanted))) {
            side.getChildren().setAll(wanted);
        }
    }

    /// The middle follows what is open; while nothing is, also how the engine is.
    private void followState() {
        PauseTransition patience = new PauseTransition(LOADING_AFTER);
        InvalidationListener show =
                any -> {
                    patience.stop();
                    OpenImageViewModel.State state = shell.openImage().stateProperty().get();
                    switch (state) {
                        case OpenImageViewModel.State.Shown(Opened opened) ->
                                middle.showImage(opened);
                        case OpenImageViewModel.State.Loading loading -> {
                            patience.setOnFinished(e -> middle.showState(states.page(loading)));
                            patience.play();
                        }
                        default -> middle.showState(states.page(state));
                    }
                    list.mark(state.subject());
                };
        InvalidationListener engine =
                any -> {
                    if (shell.openImage().stateProperty().get()
                            instanceof OpenImageViewModel.State.None) {
                        show.invalidated(any);
                    }
                };
        shell.openImage().stateProperty().addListener(show);
        shell.openImage().stateProperty().addListener(engine);
        shell.connection().stateProperty().addListener(engine);
        shell.connection().candidates().addListener(engine);
        show.invalidated(shell.openImage().stateProperty());
        shell.pageProperty().addListener((p, o, page) -> showPage(page));
    }

    private void showPage(Optional<Page> page) {
        if (page.isPresent()) {
            PagePane pane = new PagePane(page.get(), shell::closePage, texts);
            columns.showWhole(pane);
            // A page that knows better where to begin has said so by then.
            Platform.runLater(pane::enter);
        } else {
            columns.showMiddle(middle);
        }
    }

    private void followEngine(StatusBar bar) {
        EngineConnection connection = shell.connection();
        bar.showEngine(
                Bindings.createStringBinding(
                        () ->
                                switch (connection.stateProperty().get()) {
                                    case SEARCHING -> texts.text("engine.searching");
                                    case CONNECTED -> texts.text("status.engine.connected");
                                    case LOST -> texts.text("engine.lost");
                                    case NONE -> texts.text("status.engine.none");
                                },
                        connection.stateProperty()));
        InvalidationListener mark =
                any ->
                        bar.markEngine(
                                connection.stateProperty().get().name().toLowerCase(Locale.ROOT));
        connection.stateProperty().addListener(mark);
        mark.invalidated(connection.stateProperty());
    }

    private void followTitle() {
        shell.stage()
                .titleProperty()
                .bind(
                        shell.openedProperty()
                                .map(opened ->
                                        opened.map(o ->
                                                        texts.text(
                                                                "app.title",
                                                                o.image().displayName()))
                                                .orElse(texts.text("app.name"))));
    }

    private void takeDrops(Scene scene) {
        scene.setOnDragOver(e -> {
            if (e.getDragboard().hasFiles()) {
                e.acceptTransferModes(TransferMode.COPY);
                dropHint.setVisible(true);
                e.consume();
            }
        });
        scene.setOnDragExited(e -> dropHint.setVisible(false));
        scene.setOnDragDropped((DragEvent e) -> {
            List<Path> paths = e.getDragboard().getFiles().stream().map(File::toPath).toList();
            e.setDropCompleted(shell.drops().take(paths));
            e.consume();
        });
    }
}
