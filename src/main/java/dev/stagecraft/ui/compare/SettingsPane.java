package dev.stagecraft.ui.compare;

import dev.stagecraft.compare.Change;
import dev.stagecraft.compare.SettingsComparison;
import dev.stagecraft.compare.ValueChange;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.support.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Settings, environment and labels side by side; what differs is marked.
final class SettingsPane extends VBox {
    private static final int MOST = 4000;

    private final SettingsComparison settings;
    private final Texts texts = Texts.of(SettingsPane.class);
    private final CheckBox onlyDifferent = new CheckBox(texts.text("settings.different"));
    private final VBox sections = new VBox();

    SettingsPane(SettingsComparison settings) {
        this.settings = settings;
        getStyleClass().add("compare-body");
        onlyDifferent.setId("settings-different");
        onlyDifferent.selectedProperty().addListener(o -> fill());
        sections.getStyleClass().add("setting-sections");
        ScrollPane scroll = new ScrollPane(sections);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("details");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(onlyDifferent, scroll);
        fill();
    }

    private void fill() {
        sections.getChildren().clear();
        section(
                "settings.section",
                settings.settings().stream()
                        .map(e ->
                                new ValueChange(
                                        texts.text(
                                                "setting."
                                                        + e.setting()
                                                                .name()
                                                                .toLowerCase(Locale.ROOT)),
                                        e.value().before(),
                                        e.value().after()))
                        .toList(),
                false);
        section("settings.environment", settings.environment(), true);
        section("settings.labels", settings.labels(), true);
        if (sections.getChildren().isEmpty()) {
            sections.getChildren().add(new Label(texts.text("settings.same")));
        }
    }

    private void section(String key, List<ValueChange> all, boolean code) {
        List<ValueChange> rows =
                all.stream()
                        .filter(v -> !onlyDifferent.isSelected() || v.change() != Change.SAME)
                        .toList();
        if (rows.isEmpty()) {
            return;
        }
        Label title = new Label(texts.text(key));
        title.getStyleClass().add("section-title");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("setting-grid");
        ColumnConstraints badge = new ColumnConstraints();
        badge.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints name = new ColumnConstraints();
        name.setPercentWidth(20);
        ColumnConstraints value = new ColumnConstraints();
        value.setPercentWidth(37);
        grid.getColumnConstraints().addAll(badge, name, value, value);
        for (int i = 0; i < rows.size(); i++) {
            ValueChange row = rows.get(i);
            Label what = new Label(DisplayText.escape(row.name(), 200));
            what.setWrapText(true);
            what.getStyleClass().add(code ? "mono" : "setting-name");
            Node[] cells = {
                ChangeWords.badge(row.change(), texts),
                what,
                value(row.before(), row.change()),
                value(row.after(), row.change())
            };
            for (Node cell : cells) {
                GridPane.setValignment(cell, VPos.TOP);
            }
            grid.addRow(i, cells);
        }
        sections.getChildren().addAll(title, grid);
    }

    private Label value(Optional<String> value, Change change) {
        Label label =
                new Label(
                        value.map(v ->
                                        DisplayText.escapeLines(
                                                v.length() > MOST ? v.substring(0, MOST) + "…" : v))
                                .orElse(texts.text("settings.none")));
        label.setWrapText(true);
        label.getStyleClass().addAll("setting-value", value.isPresent() ? "mono" : "muted");
        if (change != Change.SAME && value.isPresent()) {
            label.getStyleClass().add("differs");
        }
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }
}
