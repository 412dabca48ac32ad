package dev.stagecraft.ui.shell;

import atlantafx.base.theme.Styles;
import dev.stagecraft.engine.EngineAddress;
import dev.stagecraft.engine.EngineCandidate;
import dev.stagecraft.engine.EngineInfo;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.support.EngineConnection;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Shows which engine is connected and how it is, and changes to another one. Those that cannot be
/// used are shown too, with why.
final class EngineSwitcher extends MenuButton {
    private final EngineConnection connection;
    private final ShellCommands commands;
    private final Texts texts;
    private final Region dot = new Region();

    EngineSwitcher(EngineConnection connection, ShellCommands commands, Texts texts) {
        this.connection = connection;
        this.commands = commands;
        this.texts = texts;
        setId("engine-switcher");
        // A name such as DOCKER_HOST has no mnemonic.
        setMnemonicParsing(false);
        getStyleClass().addAll("engine-switcher", Styles.FLAT);
        dot.getStyleClass().add("state-dot");
        setGraphic(dot);
        textProperty().bind(label());
        accessibleTextProperty()
                .bind(Bindings.concat(texts.text("engine.button"), ": ", textProperty()));
        Hint.showName(this);
        InvalidationListener refresh = any -> refresh();
        connection.candidates().addListener(refresh);
        connection.stateProperty().addListener(refresh);
        refresh();
    }

    /// Product, version and name of the engine, or that there is none.
    private StringBinding label() {
        return Bindings.createStringBinding(
                () ->
                        switch (connection.stateProperty().get()) {
                            case SEARCHING -> texts.text("engine.searching");
                            case NONE -> texts.text("engine.none");
                            case CONNECTED, LOST ->
                                    connection
                                            .engineProperty()
                                            .get()
                                            .map(engine -> label(engine.info()))
                                            .orElse(texts.text("engine.none"));
                        },
                connection.stateProperty(),
                connection.engineProperty());
    }

    private String label(EngineInfo info) {
        return texts.text(
                "engine.connected.state",
                DisplayText.escape(info.product(), 40),
                DisplayText.escape(info.version(), 40),
                DisplayText.escape(info.name(), 40));
    }

    private void refresh() {
        String state = stateName();
        for (String each : TopBar.STATES) {
            dot.pseudoClassStateChanged(PseudoClass.getPseudoClass(each), each.equals(state));
        }
        List<MenuItem> items =
                connection.candidates().stream().map(this::item).map(MenuItem.class::cast).toList();
        getItems().setAll(items);
        if (items.isEmpty()) {
            MenuItem none = new MenuItem(texts.text("engine.menu.none"));
            none.setDisable(true);
            getItems().add(none);
        }
        getItems().add(new SeparatorMenuItem());
        MenuItem again = new MenuItem(commands.searchEngines().label());
        again.setOnAction(e -> commands.searchEngines().run());
        getItems().add(again);
    }

    private String stateName() {
        return connection.stateProperty().get().name().toLowerCase(Locale.ROOT);
    }

    private static String mark(EngineCandidate.State state) {
        return switch (state) {
            case READY -> "connected";
            case UNTRIED -> "searching";
            case UNAVAILABLE -> "none";
        };
    }

    private CustomMenuItem item(EngineCandidate candidate) {
        boolean usable = candidate.state() != EngineCandidate.State.UNAVAILABLE;
        Region state = new Region();
        state.getStyleClass().add("state-dot");
        String mark = isCurrent(candidate) ? stateName() : mark(candidate.state());
        state.pseudoClassStateChanged(PseudoClass.getPseudoClass(mark), true);
        Label name = new Label(DisplayText.escape(candidate.name(), 60));
        name.getStyleClass().add("strong");
        Label version =
                new Label(
                        DisplayText.escape(
                                (candidate.product() + " " + candidate.version()).strip(), 60));
        HBox head = new HBox(state, name, version);
        head.getStyleClass().add("engine-head");
        head.setAlignment(Pos.CENTER_LEFT);
        if (isCurrent(candidate)) {
            head.getChildren().add(Icons.of(Feather.CHECK, "icon-small"));
        }
        VBox box = new VBox(head);
        box.getStyleClass().add("engine-item");
        candidate
                .address()
                .ifPresent(address ->
                        box.getChildren().add(small(DisplayText.escape(address.url(), 100))));
        candidate
                .problem()
                .ifPresent(why -> {
                    box.getChildren().add(small(why.getMessage()));
                    if (!why.advice().isEmpty()) {
                        box.getChildren().add(small(why.advice()));
                    }
                });
        CustomMenuItem item = new CustomMenuItem(box, true);
        item.setDisable(!usable);
        item.setOnAction(e -> connection.use(candidate));
        return item;
    }

    private static Label small(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("muted", "small");
        label.setWrapText(true);
        return label;
    }

    private boolean isCurrent(EngineCandidate candidate) {
        Optional<String> url = candidate.address().map(EngineAddress::url);
        return connection
                .engineProperty()
                .get()
                .map(engine -> engine.info().address().url())
                .equals(url);
    }
}
