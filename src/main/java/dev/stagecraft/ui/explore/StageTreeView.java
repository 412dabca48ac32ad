package dev.stagecraft.ui.explore;

import dev.stagecraft.image.ByteSize;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.control.SizeBar;
import dev.stagecraft.ui.support.Address;
import dev.stagecraft.ui.support.Ages;
import dev.stagecraft.ui.support.ImageTab;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Settings;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Theme;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

/// The stages of an image as a tree table: stages as roots, their steps under them, each with its
/// size, bar, share and age.
public final class StageTreeView implements ImageTab {
    private static final PseudoClass DISCARDED = PseudoClass.getPseudoClass("discarded");
    private static final PseudoClass STAGE = PseudoClass.getPseudoClass("stage");
    private static final PseudoClass MINOR = PseudoClass.getPseudoClass("minor");
    private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");

    /// From this width in letters there is room to say in words how a stage is known.
    private static final double WORDS_FROM = 52;

    private final StageTreeViewModel model;
    private final Settings settings;
    private final Theme theme;
    private final Clock clock;
    private final Texts texts = Texts.of(StageTreeView.class);
    private final StageWords words = new StageWords();
    private final TreeTableView<StageRow> table = new TreeTableView<>();
    private final Map<Address, TreeItem<StageRow>> items = new HashMap<>();
    private @Nullable Opened shown;
    private boolean selecting;

    public StageTreeView(StageTreeViewModel model, Settings settings, Theme theme, Clock clock) {
        this.model = model;
        this.settings = settings;
        this.theme = theme;
        this.clock = clock;
        table.setId("stage-tree");
        table.getStyleClass().add("stage-tree");
        table.setShowRoot(false);
        table.setRoot(new TreeItem<>());
        table.setAccessibleText(texts.text("tree.name"));
        table.setPlaceholder(new Label(texts.text("tree.empty")));
        addColumns();
        table.setRowFactory(view -> new Row());
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((p, o, item) -> {
                    if (!selecting && item != null && item.getValue() != null) {
                        model.selectionProperty().set(Optional.of(item.getValue().address()));
                    }
                });
        model.selectionProperty().addListener((p, o, address) -> select(address));
    }

    @Override
    public String id() {
        return "stages";
    }

    @Override
    public String title() {
        return texts.text("tab.stages");
    }

    @Override
    public Node view() {
        return table;
    }

    @Override
    public void show(Opened opened) {
        Map<Address, Boolean> expansion = new HashMap<>();
        if (shown != null && shown.source().equals(opened.source())) {
            items.forEach((address, item) -> {
                if (!item.isLeaf()) {
                    expansion.put(address, item.isExpanded());
                }
            });
        }
        shown = opened;
        items.clear();
        TreeItem<StageRow> root = new TreeItem<>();
        for (StageNode node : model.nodes(opened)) {
            root.getChildren().add(item(node, expansion));
        }
        selecting = true;
        table.setRoot(root);
        selecting = false;
        select(model.selectionProperty().get());
    }

    private TreeItem<StageRow> item(StageNode node, Map<Address, Boolean> expansion) {
        TreeItem<StageRow> item = new TreeItem<>(node.row());
        for (StageNode child : node.children()) {
            item.getChildren().add(item(child, expansion));
        }
        boolean fold = node.row() instanceof StageRow.OfSettings;
        item.setExpanded(
                fold
                        ? node.expanded()
                        : expansion.getOrDefault(node.row().address(), node.expanded()));
        if (!fold) {
            items.put(node.row().address(), item);
        }
        return item;
    }

    private void select(Optional<Address> address) {
        TreeItem<StageRow> item = address.map(items::get).orElse(null);
        TreeItem<StageRow> now = table.getSelectionModel().getSelectedItem();
        if (item == null
                || (now != null && now.getValue().address().equals(address.orElse(null)))) {
            return;
        }
        for (TreeItem<StageRow> up = item.getParent(); up != null; up = up.getParent()) {
            up.setExpanded(true);
        }
        selecting = true;
        int row = table.getRow(item);
        table.getSelectionModel().select(row);
        if (!isInSight(row)) {
            table.scrollTo(Math.max(0, row - 3));
        }
        selecting = false;
    }

    private boolean isInSight(int row) {
        return table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
                && flow.getFirstVisibleCell() != null
                && flow.getFirstVisibleCell().getIndex() <= row
                && row <= flow.getLastVisibleCell().getIndex();
    }

    private void addColumns() {
        TreeTableColumn<StageRow, StageRow> step =
                column("step", 0, row -> row, view -> new InstructionCell(words, texts));
        TreeTableColumn<StageRow, StageRow> known =
                column("known", 8.2, row -> row, view -> new EvidenceCell(words, texts, true));
        TreeTableColumn<StageRow, StageRow> marks =
                column("marks", 4.6, row -> row, view -> new EvidenceCell(words, texts, false));
        TreeTableColumn<StageRow, StageRow> size =
                column("size", 6.2, row -> row, view -> new SizeCell());
        TreeTableColumn<StageRow, StageRow> bar =
                column("bar", 7.6, row -> row, view -> new BarCell());
        TreeTableColumn<StageRow, StageRow> share =
                column("share", 5.4, row -> row, view -> new ShareCell());
        TreeTableColumn<StageRow, StageRow> age =
                column("age", 5.4, row -> row, view -> new AgeCell());
        size.getStyleClass().add("number");
        share.getStyleClass().add("number");
        table.getColumns().add(step);
        table.getColumns().add(known);
        table.getColumns().add(marks);
        table.getColumns().add(size);
        table.getColumns().add(bar);
        table.getColumns().add(share);
        table.getColumns().add(age);
        table.setTreeColumn(step);
        // Where there is little room, as at a high zoom, what matters least goes first.
        showFrom(age, 58);
        showFrom(known, WORDS_FROM);
        showWithin(marks, 38, WORDS_FROM);
        showFrom(share, 33);
        showFrom(bar, 26);
        // The instruction takes what the others leave.
        step.setResizable(false);
        step.prefWidthProperty()
                .bind(
                        Bindings.createDoubleBinding(
                                () -> {
                                    double rest = table.getWidth() - 1.6 * theme.em();
                                    for (var column : table.getColumns()) {
                                        if (!column.equals(step) && column.isVisible()) {
                                            rest -= column.getWidth();
                                        }
                                    }
                                    return Math.max(14 * theme.em(), rest);
                                },
                                table.widthProperty(),
                                known.widthProperty(),
                                marks.widthProperty(),
                                marks.visibleProperty(),
                                size.widthProperty(),
                                bar.widthProperty(),
                                share.widthProperty(),
                                age.widthProperty(),
                                known.visibleProperty(),
                                bar.visibleProperty(),
                                share.visibleProperty(),
                                age.visibleProperty(),
                                settings.zoomProperty()));
    }

    private void showFrom(TreeTableColumn<StageRow, StageRow> column, double ems) {
        showWithin(column, ems, Double.MAX_VALUE);
    }

    private void showWithin(TreeTableColumn<StageRow, StageRow> column, double from, double upTo) {
        column.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        table.getWidth() >= from * theme.em()
                                                && table.getWidth() < upTo * theme.em(),
                                table.widthProperty(),
                                settings.zoomProperty()));
    }

    private TreeTableColumn<StageRow, StageRow> column(
            String id,
            double ems,
            Function<StageRow, StageRow> value,
            javafx.util.Callback<
                            TreeTableColumn<StageRow, StageRow>, TreeTableCell<StageRow, StageRow>>
                    cells) {
        TreeTableColumn<StageRow, StageRow> column =
                new TreeTableColumn<>(texts.text("column." + id));
        column.setId("column-" + id);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(
                data -> new ReadOnlyObjectWrapper<>(value.apply(data.getValue().getValue())));
        column.setCellFactory(cells);
        if (ems > 0) {
            String key = "stages.column." + id;
            double em = theme.em();
            column.setPrefWidth(settings.number(key).orElse(ems) * em);
            settings.zoomProperty()
                    .addListener((p, o, zoom) ->
                            column.setPrefWidth(settings.number(key).orElse(ems) * theme.em()));
            column.widthProperty()
                    .addListener((p, o, width) -> {
                        if (Math.abs(width.doubleValue() - column.getPrefWidth()) < 0.5
                                && table.getScene() != null) {
                            settings.setNumber(key, width.doubleValue() / theme.em());
                        }
                    });
        }
        return column;
    }

    /// A row, dimmed when its stage was discarded and lit when the pointer is over its piece of the
    /// bar.
    private final class Row extends TreeTableRow<StageRow> {
        Row() {
            setOnMouseEntered(e -> {
                if (getItem() != null) {
                    model.hoveredProperty().set(getItem().address());
                }
            });
            setOnMouseExited(e -> {
                if (getItem() != null
                        && Objects.equals(model.hoveredProperty().get(), getItem().address())) {
                    model.hoveredProperty().set(null);
                }
            });
            model.hoveredProperty().addListener((p, o, address) -> light(address));
        }

        @Override
        protected void updateItem(@Nullable StageRow row, boolean empty) {
            super.updateItem(row, empty);
            StageRow shownRow = empty ? null : row;
            pseudoClassStateChanged(STAGE, shownRow instanceof StageRow.OfStage);
            pseudoClassStateChanged(DISCARDED, shownRow != null && !shownRow.stage().shipped());
            pseudoClassStateChanged(
                    MINOR,
                    shownRow instanceof StageRow.OfSettings
                            || (shownRow instanceof StageRow.OfStep s && !s.step().makesLayer()));
            setAccessibleText(shownRow == null ? null : describe(shownRow));
            light(model.hoveredProperty().get());
        }

        private void light(@Nullable Address address) {
            pseudoClassStateChanged(LIT, getItem() != null && getItem().address().equals(address));
        }
    }

    private String describe(StageRow row) {
        String size = words.size(row.size());
        return switch (row) {
            case StageRow.OfStage s ->
                    texts.text(
                            s.stage().shipped() ? "tree.stage" : "tree.stage.discarded",
                            words.name(s.stage()),
                            size,
                            words.evidence(s.stage().known()));
            case StageRow.OfStep s ->
                    words.keyword(s.step())
                            + " "
                            + words.arguments(s.step())
                            + (s.step().makesLayer() ? ", " + size : "");
            case StageRow.OfSettings s -> words.settings(s.steps());
        };
    }

    private abstract static class PlainCell extends TreeTableCell<StageRow, StageRow> {
        private final Hint hint = Hint.on(this);

        @Override
        protected void updateItem(@Nullable StageRow row, boolean empty) {
            super.updateItem(row, empty);
            setText(empty || row == null ? null : text(row));
            hint.setText(empty || row == null ? "" : hint(row));
        }

        abstract String text(StageRow row);

        /// What the pointer brings up; empty for nothing.
        abstract String hint(StageRow row);
    }

    private final class SizeCell extends PlainCell {
        SizeCell() {
            getStyleClass().add("number");
        }

        @Override
        String text(StageRow row) {
            boolean hasSize =
                    row instanceof StageRow.OfStage
                            || (row instanceof StageRow.OfStep s && s.step().makesLayer());
            return hasSize ? words.size(row.size()) : "";
        }

        @Override
        String hint(StageRow row) {
            OptionalLong size = row.size();
            return size.isPresent() ? ByteSize.exact(size.getAsLong()) : "";
        }
    }

    private final class ShareCell extends PlainCell {
        ShareCell() {
            getStyleClass().add("number");
        }

        @Override
        String text(StageRow row) {
            return row.size().isPresent() && shown != null
                    ? StageWords.share(shown.tree().share(row.size().getAsLong()))
                    : "";
        }

        @Override
        String hint(StageRow row) {
            return "";
        }
    }

    private final class AgeCell extends PlainCell {
        AgeCell() {
            getStyleClass().add("age");
        }

        private Optional<Instant> created(StageRow row) {
            return switch (row) {
                case StageRow.OfStep s -> s.step().created();
                case StageRow.OfStage s ->
                        s.stage().steps().isEmpty()
                                ? Optional.empty()
                                : s.stage().steps().getLast().created();
                case StageRow.OfSettings s -> Optional.empty();
            };
        }

        @Override
        String text(StageRow row) {
            return created(row).map(then -> Ages.of(then, clock)).orElse("");
        }

        @Override
        String hint(StageRow row) {
            return created(row).map(Ages::exact).orElse("");
        }
    }

    private final class BarCell extends TreeTableCell<StageRow, StageRow> {
        private final SizeBar bar = new SizeBar();

        @Override
        protected void updateItem(@Nullable StageRow row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null || row.size().isEmpty() || shown == null) {
                setGraphic(null);
                return;
            }
            bar.show(row.size().getAsLong(), StageTreeViewModel.scale(shown));
            bar.setStage(row.colour());
            bar.setDiscarded(!row.stage().shipped());
            setGraphic(bar);
        }
    }
}
