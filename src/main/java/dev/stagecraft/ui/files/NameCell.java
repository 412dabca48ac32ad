package dev.stagecraft.ui.files;

import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.util.function.BooleanSupplier;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A name, as deep as it lies, with the handle that opens a folder.
final class NameCell extends TableCell<FileRow, FileRow> {
    private static final int DEEPEST_INDENT = 24;

    /// Names of more letters may be cut, and are in the hint in full.
    private static final int LONG_NAME = 16;

    private final ContentsViewModel model;
    private final Texts texts;
    private final BooleanSupplier targetShown;
    private final Region indent = new Region();
    private final FontIcon arrow = Icons.of(Feather.CHEVRON_RIGHT, "icon-small");
    private final StackPane handle = new StackPane(arrow);
    private final FontIcon picture = Icons.of(Feather.FILE, "icon-small", "muted");
    private final Label name = new Label();
    private final Hint hint = Hint.on(name);

    /// The row of a folder stays the same when it opens, so the table leaves its cells alone.
    private final ChangeListener<Object> opened = (p, old, now) -> arrow();

    private final HBox box = new HBox(indent, handle, picture, name);

    /// @param targetShown whether a column of its own says where a link leads
    NameCell(ContentsViewModel model, Texts texts, BooleanSupplier targetShown) {
        this.model = model;
        this.texts = texts;
        this.targetShown = targetShown;
        getStyleClass().add("cell-name");
        box.getStyleClass().add("file-name");
        box.setAlignment(Pos.CENTER_LEFT);
        handle.getStyleClass().add("handle");
        handle.setAccessibleText(texts.text("handle.name"));
        name.setMinWidth(0);
        model.shownProperty().addListener(new WeakChangeListener<>(opened));
        widthProperty()
                .addListener((p, old, now) -> {
                    if (getItem() != null) {
                        indent(getItem());
                    }
                });
        handle.setOnMousePressed(e -> {
            FileRow row = getItem();
            if (row != null && row.view().hasChildren(row.node())) {
                model.setOpen(row.node(), !model.isOpen(row.node()));
                e.consume();
            }
        });
        setOnMouseClicked(e -> {
            FileRow row = getItem();
            if (row != null && e.getClickCount() == 2 && row.view().hasChildren(row.node())) {
                model.setOpen(row.node(), !model.isOpen(row.node()));
            }
        });
    }

    @Override
    protected void updateItem(@Nullable FileRow row, boolean empty) {
        super.updateItem(row, empty);
        if (empty || row == null) {
            setGraphic(null);
            return;
        }
        indent(row);
        arrow();
        picture.setIconCode(picture(row));
        String target = targetShown.getAsBoolean() ? "" : row.target();
        name.setText(
                target.isEmpty()
                        ? row.name()
                        : texts.text(
                                row.isHardLink() ? "name.hard-link" : "name.link",
                                row.name(),
                                target));
        hint.setText(name.getText().length() > LONG_NAME ? name.getText() : "");
        setGraphic(box);
    }

    private void arrow() {
        FileRow row = getItem();
        if (row != null) {
            boolean folder = row.view().hasChildren(row.node());
            boolean open = folder && model.isOpen(row.node());
            handle.setVisible(folder);
            arrow.setIconCode(open ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT);
        }
    }

    /// However deep it lies, the name has at least half of the column.
    private void indent(FileRow row) {
        double wanted = Math.min(row.depth(), DEEPEST_INDENT) * getFont().getSize() * 1.1;
        double width = getWidth() > 0 ? Math.min(wanted, getWidth() / 2) : wanted;
        indent.setMinWidth(width);
        indent.setPrefWidth(width);
    }

    private static Feather picture(FileRow row) {
        return switch (row.kind()) {
            case DIRECTORY -> Feather.FOLDER;
            case SYMLINK, HARD_LINK -> Feather.CORNER_UP_RIGHT;
            case CHARACTER_DEVICE, BLOCK_DEVICE -> Feather.CPU;
            case FIFO -> Feather.GIT_COMMIT;
            case WHITEOUT, OPAQUE -> Feather.SLASH;
            case FILE -> Feather.FILE;
        };
    }
}
