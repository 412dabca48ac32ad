package dev.stagecraft.ui.explore;

import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.ImageSummary;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.support.Ages;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Texts;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A row of the list on two lines: name and size; id, age and how much is its own. Where the list
/// is narrow the name has its line alone, and the id is in the tooltip.
final class ListRowCell extends ListCell<ListRow> {
    private static final PseudoClass HEAD = PseudoClass.getPseudoClass("head");
    private static final PseudoClass HINT = PseudoClass.getPseudoClass("hint");

    private final Clock clock;
    private final Texts texts = Texts.of(ListRowCell.class);
    private final RowName name = new RowName();
    private final Label size = new Label();
    private final Label facts = new Label();
    private final Label own = new Label();
    private final HBox first;
    private final HBox second;
    private final VBox box;
    private final ReadOnlyBooleanProperty narrow;
    private final Hint hint = Hint.on(this);

    /// @param narrow whether the list is
    ListRowCell(
            Clock clock,
            Consumer<ListRow.Group> toggle,
            Function<ListRow, ContextMenu> menu,
            ReadOnlyBooleanProperty narrow) {
        this.clock = clock;
        this.narrow = narrow;
        size.getStyleClass().add("row-size");
        size.setMinWidth(Region.USE_PREF_SIZE);
        facts.getStyleClass().add("row-facts");
        facts.setMinWidth(0);
        own.getStyleClass().add("row-facts");
        own.setMinWidth(Region.USE_PREF_SIZE);
        first = line(name, size);
        second = line(facts, own);
        box = new VBox(first, second);
        narrow.addListener((p, o, now) -> {
            arrange();
            updateItem(getItem(), isEmpty());
        });
        arrange();
        box.getStyleClass().add("row-lines");
        setPrefWidth(0);
        setOnMouseClicked(e -> {
            if (getItem() instanceof ListRow.Head head) {
                toggle.accept(head.group());
            }
        });
        setOnDragDetected(e -> {
            Optional<Source> source = Optional.ofNullable(getItem()).flatMap(ListRow::source);
            source.ifPresent(from -> {
                Dragboard board = startDragAndDrop(TransferMode.COPY);
                board.setContent(Map.of(Source.DRAGGED, from.key()));
                board.setDragView(snapshot(null, null), e.getX(), e.getY());
                e.consume();
            });
        });
        setOnContextMenuRequested(e -> {
            if (getItem() != null) {
                ContextMenu shown = menu.apply(getItem());
                if (!shown.getItems().isEmpty()) {
                    shown.show(this, e.getScreenX(), e.getScreenY());
                }
                e.consume();
            }
        });
    }

    private void arrange() {
        first.getChildren().remove(size);
        second.getChildren().remove(size);
        (narrow.get() ? second : first).getChildren().add(size);
    }

    private static HBox line(Region left, Label right) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(left, gap, right);
        line.setAlignment(Pos.BASELINE_LEFT);
        line.getStyleClass().add("row-line");
        return line;
    }

    @Override
    protected void updateItem(@Nullable ListRow row, boolean empty) {
        super.updateItem(row, empty);
        ListRow shown = empty ? null : row;
        pseudoClassStateChanged(HEAD, shown instanceof ListRow.Head);
        pseudoClassStateChanged(HINT, shown instanceof ListRow.Hint);
        setText(null);
        setGraphic(null);
        hint.setText("");
        setAccessibleText(null);
        switch (shown) {
            case null -> {}
            case ListRow.Head head -> {
                setText(texts.text("group." + head.group(), head.count()));
                setGraphic(
                        Icons.of(
                                head.folded() ? Feather.CHEVRON_RIGHT : Feather.CHEVRON_DOWN,
                                "icon-small",
                                "muted"));
                setAccessibleText(getText());
            }
            case ListRow.Hint hint -> {
                setText(hint.text());
                setWrapText(true);
            }
            case ListRow.EngineImage(ImageSummary summary) -> image(summary);
            case ListRow.RecentFile file ->
                    two(
                            DisplayText.escape(ListWords.name(file)),
                            "",
                            DisplayText.escape(String.valueOf(file.path().getParent())),
                            "",
                            DisplayText.escape(file.path().toString()));
            case ListRow.Sample(SampleEntry entry) ->
                    two(
                            DisplayText.escape(entry.title()),
                            ByteSize.format(entry.size()),
                            texts.text("list.sample"),
                            entry.leftBehind() == 0
                                    ? ""
                                    : texts.text("list.left", ByteSize.format(entry.leftBehind())),
                            DisplayText.escape(entry.title()));
        }
    }

    private void image(ImageSummary summary) {
        boolean tagged = !summary.tags().isEmpty();
        String title =
                tagged
                        ? DisplayText.escape(ListWords.names(summary.tags()), 300)
                        : texts.text("list.untagged.name");
        String age = summary.created().map(then -> Ages.of(then, clock)).orElse("");
        String ownText = "";
        StringBuilder more = new StringBuilder();
        more.append(summary.id().shortHex());
        more.append(age.isEmpty() ? "\n" : "  ·  " + age + "\n");
        summary.tags().forEach(t -> more.append(DisplayText.escape(t.familiar())).append('\n'));
        more.append(texts.text("list.size.meaning", ByteSize.exact(summary.size())));
        if (summary.own().isPresent() && summary.shared().isPresent()) {
            long own = summary.own().getAsLong();
            long shared = summary.shared().getAsLong();
            ownText =
                    shared == 0
                            ? texts.text("list.allown")
                            : texts.text("list.own", ByteSize.format(own));
            more.append('\n')
                    .append(
                            texts.text(
                                    "list.own.meaning",
                                    ByteSize.format(own),
                                    ByteSize.format(shared)));
        }
        two(
                title,
                ByteSize.format(summary.size()),
                narrow.get()
                        ? (ownText.isEmpty() ? age : "")
                        : summary.id().shortHex() + "  ·  " + age,
                ownText,
                more.toString());
    }

    private void two(String title, String bytes, String details, String right, String more) {
        name.show(
                title,
                getItem() instanceof ListRow.Sample
                        ? OverrunStyle.ELLIPSIS
                        : OverrunStyle.CENTER_ELLIPSIS);
        size.setText(bytes);
        facts.setText(details);
        own.setText(right);
        hint.setText(more);
        setAccessibleText(
                String.join(", ", List.of(title, bytes, details, right)).replace("  ·  ", ", "));
        setGraphic(box);
    }
}
