package dev.stagecraft.ui.files;

import dev.stagecraft.ui.support.Workbench;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/// Fits a table's columns into its width, in letters as large as they are just now: what matters
/// least goes first where there is no room, and what is left over goes to the columns of long text.
/// What a person dragged to a width keeps it until the room changes.
final class FittingColumns {
    /// The room that a vertical scroll bar takes, in em.
    private static final double SCROLL_BAR = 1.2;

    /// A column.
    ///
    /// @param ems its width in em, the least one where it grows
    /// @param grows its part of the room that is left over; 0 for none
    /// @param rank how early it goes, a larger one earlier; 0 for never
    record Fit<T>(TableColumn<T, ?> column, double ems, double grows, int rank) {}

    private final TableView<?> table;
    private final Workbench workbench;
    private final List<Fit<?>> fits;

    private <T> FittingColumns(TableView<T> table, Workbench workbench, List<Fit<T>> fits) {
        this.table = table;
        this.workbench = workbench;
        this.fits = List.copyOf(fits);
    }

    /// Gives a table its columns and fits them from now on.
    static <T> void of(TableView<T> table, Workbench workbench, List<Fit<T>> fits) {
        FittingColumns columns = new FittingColumns(table, workbench, fits);
        table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
        table.getColumns().setAll(fits.stream().<TableColumn<T, ?>>map(Fit::column).toList());
        table.widthProperty().addListener((p, old, now) -> columns.fit());
        workbench.settings().zoomProperty().addListener((p, old, now) -> columns.fit());
        columns.fit();
    }

    private void fit() {
        double em = workbench.theme().em();
        double room = table.getWidth() - SCROLL_BAR * em - 4;
        List<Fit<?>> shown = new ArrayList<>(fits);
        if (table.getWidth() > 0) {
            List<Fit<?>> going = new ArrayList<>(fits);
            going.removeIf(f -> f.rank() == 0);
            going.sort(Comparator.comparingInt(Fit<?>::rank).reversed());
            for (Fit<?> next : going) {
                if (width(shown) * em <= room) {
                    break;
                }
                shown.remove(next);
            }
        }
        double left = Math.max(0, room - width(shown) * em);
        double parts = shown.stream().mapToDouble(Fit::grows).sum();
        for (Fit<?> fit : fits) {
            double more = parts == 0 ? 0 : left * fit.grows() / parts;
            fit.column().setPrefWidth(Math.floor(fit.ems() * em + more));
            fit.column().setVisible(shown.contains(fit));
        }
    }

    private static double width(List<Fit<?>> fits) {
        return fits.stream().mapToDouble(Fit::ems).sum();
    }
}
