package dev.stagecraft.ui.files;

import dev.stagecraft.image.ByteSize;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.control.SizeBar;
import dev.stagecraft.ui.control.StagePalette;
import dev.stagecraft.ui.support.Texts;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/// The columns that the tables of waste are made of.
final class WasteColumns {
    /// Texts of fewer letters are never cut.
    private static final int SHORT = 24;

    private WasteColumns() {}

    /// A column of texts.
    static <T> TableColumn<T, T> text(String title, String styleClass, Function<T, String> text) {
        return column(
                title,
                () ->
                        new TableCell<>() {
                            private final Hint hint = Hint.on(this);

                            {
                                getStyleClass().add("cell-" + styleClass);
                            }

                            @Override
                            protected void updateItem(@Nullable T row, boolean empty) {
                                super.updateItem(row, empty);
                                String shown = empty || row == null ? null : text.apply(row);
                                setText(shown);
                                hint.setText(shown == null || shown.length() < SHORT ? "" : shown);
                            }
                        });
    }

    /// A column of sizes.
    static <T> TableColumn<T, T> size(String title, ToLongFunction<T> bytes) {
        return text(title, "size", row -> ByteSize.format(bytes.applyAsLong(row)));
    }

    /// A column of bars on one scale.
    static <T> TableColumn<T, T> bar(String title, ToLongFunction<T> bytes, LongSupplier scale) {
        return column(
                title,
                () ->
                        new TableCell<>() {
                            private final SizeBar bar = new SizeBar();

                            {
                                getStyleClass().add("cell-bar");
                            }

                            @Override
                            protected void updateItem(@Nullable T row, boolean empty) {
                                super.updateItem(row, empty);
                                if (empty || row == null) {
                                    setGraphic(null);
                                } else {
                                    bar.show(0, bytes.applyAsLong(row), scale.getAsLong());
                                    setGraphic(bar);
                                }
                            }
                        });
    }

    /// A column of layers with the letter of their stage and their instruction.
    static <T> TableColumn<T, T> layer(
            String title,
            Texts texts,
            Function<T, Integer> layer,
            Function<Integer, Optional<LayerFact>> facts) {
        return column(
                title,
                () ->
                        new TableCell<>() {
                            private final Label badge = new Label();
                            private final Hint hint = Hint.on(this);

                            {
                                badge.getStyleClass().add("stage-badge");
                                getStyleClass().add("cell-layer");
                            }

                            @Override
                            protected void updateItem(@Nullable T row, boolean empty) {
                                super.updateItem(row, empty);
                                if (empty || row == null) {
                                    setGraphic(null);
                                    setText(null);
                                    hint.setText("");
                                    return;
                                }
                                int index = layer.apply(row);
                                Optional<LayerFact> fact = facts.apply(index);
                                int colour = fact.map(LayerFact::colour).orElse(0);
                                badge.setText(StagePalette.letter(colour));
                                StagePalette.apply(badge, colour);
                                setGraphic(badge);
                                setText(
                                        texts.text(
                                                "layer.line",
                                                index + 1,
                                                fact.map(LayerFact::instruction).orElse("")));
                                hint.setText(fact.map(LayerFact::full).orElse(""));
                            }
                        });
    }

    private static <T> TableColumn<T, T> column(
            String title, java.util.function.Supplier<TableCell<T, T>> cell) {
        TableColumn<T, T> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(c -> cell.get());
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }
}
