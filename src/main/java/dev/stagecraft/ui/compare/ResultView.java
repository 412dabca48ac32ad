package dev.stagecraft.ui.compare;

import dev.stagecraft.compare.Comparison;
import dev.stagecraft.compare.SettingsComparison;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.compare.CompareViewModel.FilesState;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.StatePage;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Theme;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The answer above, what it is made of in tabs below. What a person chose, opened and filtered
/// stays while more becomes known.
final class ResultView extends VBox {
    private static final List<String> TABS =
            List.of("overview", "files", "settings", "packages", "tools", "users", "layers");

    private static final double TABS_EM = 20;

    private final CompareViewModel model;
    private final Theme theme;
    private final Texts texts = Texts.of(ResultView.class);
    private final StackPane head = new StackPane();
    private final TabPane tabs = new TabPane();
    private final Map<String, Tab> byId = new LinkedHashMap<>();
    private final ChangesViewModel changes;
    private final FilesPane files;
    private @Nullable Comparison shown;
    private @Nullable SettingsComparison shownSettings;

    ResultView(CompareViewModel model, Tasks tasks, Theme theme, Settings settings) {
        this.model = model;
        this.theme = theme;
        changes = new ChangesViewModel(tasks);
        files = new FilesPane(changes, theme, settings);
        getStyleClass().add("compare-result");
        tabs.setId("compare-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        for (String id : TABS) {
            Tab tab = new Tab(texts.text("tab." + id));
            tab.setId("tab-" + id);
            byId.put(id, tab);
            tabs.getTabs().add(tab);
        }
        tabs.getSelectionModel().selectedItemProperty().addListener(o -> compact());
        tabs.minHeightProperty()
                .bind(
                        Bindings.createDoubleBinding(
                                () -> theme.em() * TABS_EM, settings.zoomProperty()));
        VBox.setVgrow(tabs, Priority.ALWAYS);
        VBox body = new VBox(head, tabs);
        // Where the window is low, all of it scrolls rather than the tabs vanish.
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("details");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().add(scroll);
    }

    /// Shows a comparison as far as it is known.
    void show(CompareViewModel.State.Shown now) {
        Comparison comparison = now.comparison();
        if (!comparison.equals(shown)) {
            shown = comparison;
            head.getChildren().setAll(new Headline(comparison));
            compact();
            put("overview", overview(now));
            Panes panes = new Panes(theme);
            put("layers", panes.layers(comparison.layers()));
            if (!comparison.settings().equals(shownSettings)) {
                shownSettings = comparison.settings();
                put("settings", new SettingsPane(comparison.settings()));
            }
            comparison
                    .contents()
                    .ifPresent(c -> {
                        changes.show(c.files());
                        put("files", files);
                        put("packages", panes.packages(c.packages()));
                        put("tools", panes.tools(c));
                        put("users", panes.users(comparison.users()));
                    });
        }
        if (comparison.contents().isEmpty()) {
            put("overview", overview(now));
            List.of("files", "packages", "tools", "users").forEach(t -> put(t, why(now.files())));
        }
    }

    /// Who looks at a detail wants room for it.
    private void compact() {
        boolean detail = tabs.getSelectionModel().getSelectedIndex() > 0;
        for (Node node : head.getChildren()) {
            if (node instanceof Headline headline) {
                headline.setCompact(detail);
            }
        }
    }

    void open(String tab) {
        tabs.getSelectionModel().select(byId.get(tab));
    }

    private void put(String tab, Node content) {
        Tab at = Objects.requireNonNull(byId.get(tab));
        if (!content.equals(at.getContent())) {
            at.setContent(content);
        }
    }

    private Node overview(CompareViewModel.State.Shown now) {
        VBox body = new VBox(new Overview(now.comparison(), this::open));
        body.getStyleClass().add("compare-body");
        note(now.files())
                .ifPresent(text -> {
                    Label note = new Label(text);
                    note.setId("files-note");
                    note.setWrapText(true);
                    note.getStyleClass().add("muted");
                    body.getChildren().add(note);
                });
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("details");
        return scroll;
    }

    private Optional<String> note(FilesState state) {
        return Optional.ofNullable(
                switch (state) {
                    case FilesState.Reading r -> texts.text("note.reading");
                    case FilesState.Known(boolean whole) -> whole ? null : texts.text("note.lists");
                    case FilesState.Unavailable(String reason) -> reason;
                    case FilesState.Failed f -> texts.text("note.failed");
                    case FilesState.Cancelled c -> texts.text("note.cancelled");
                });
    }

    /// What a tab shows while files are not known.
    private Node why(FilesState state) {
        return switch (state) {
            case FilesState.Reading(var task) -> {
                Button stop = new Button(texts.text("files.stop"));
                stop.setOnAction(e -> task.cancel());
                yield StatePage.busy(texts.text("files.reading")).with(stop);
            }
            case FilesState.Known known -> StatePage.busy(texts.text("files.reading"));
            case FilesState.Unavailable(String reason) ->
                    StatePage.of(Feather.EYE_OFF, texts.text("files.unavailable"), reason);
            case FilesState.Failed(Throwable failure) ->
                    StatePage.of(
                                    Feather.ALERT_TRIANGLE,
                                    texts.text("files.failed"),
                                    DisplayText.escape(String.valueOf(failure.getMessage()), 500))
                            .with(again());
            case FilesState.Cancelled cancelled ->
                    StatePage.of(Feather.SLASH, texts.text("files.cancelled"), "").with(again());
        };
    }

    private Button again() {
        Button again = new Button(texts.text("again"));
        again.setOnAction(e -> model.compare());
        return again;
    }
}
