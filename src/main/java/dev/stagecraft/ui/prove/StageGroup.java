package dev.stagecraft.ui.prove;

import dev.stagecraft.engine.build.BuildStep;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The steps of one stage of a build.
public final class StageGroup {
    private final String name;
    private final boolean ofBuilder;
    private final int line;
    private final ObservableList<StepRow> steps = FXCollections.observableArrayList();
    private final ObservableList<StepRow> readOnly =
            FXCollections.unmodifiableObservableList(steps);
    private final ReadOnlyLongWrapper written = new ReadOnlyLongWrapper();

    /// @param line where in the Dockerfile the first step that became known stands
    StageGroup(String name, boolean ofBuilder, int line) {
        this.name = name;
        this.ofBuilder = ofBuilder;
        this.line = line;
    }

    /// The stage's name; empty for the only one of a Dockerfile. Untrusted.
    public String name() {
        return name;
    }

    /// Whether these are not a stage's steps but the builder's own work.
    public boolean ofBuilder() {
        return ofBuilder;
    }

    /// The steps in the order of the Dockerfile; the builder's own in which they became known.
    public ObservableList<StepRow> steps() {
        return readOnly;
    }

    /// The bytes that its steps have written so far, as far as the builder tells; the base image,
    /// which none of them wrote, is not counted. 0 for the builder's own work.
    public ReadOnlyLongProperty writtenProperty() {
        return written.getReadOnlyProperty();
    }

    boolean isBefore(StageGroup other) {
        return !ofBuilder && (other.ofBuilder || line < other.line);
    }

    void add(StepRow row) {
        int at = steps.size();
        // Cached steps become known in any order.
        while (!ofBuilder && at > 0 && steps.get(at - 1).step().index() > row.step().index()) {
            at--;
        }
        steps.add(at, row);
        row.stepProperty().addListener((p, o, step) -> count());
        count();
    }

    private void count() {
        written.set(
                steps.stream()
                        .map(StepRow::step)
                        .filter(step -> step.isInstruction() && !isBase(step))
                        .mapToLong(step -> step.bytes().orElse(0))
                        .sum());
    }

    private static boolean isBase(BuildStep step) {
        return step.text().strip().regionMatches(true, 0, "FROM ", 0, "FROM ".length());
    }

    /// How many steps it has, as far as is known.
    int known() {
        return Math.max(
                steps.size(), steps.stream().mapToInt(row -> row.step().total()).max().orElse(0));
    }

    long ended() {
        return steps.stream().filter(row -> row.step().state().ended()).count();
    }
}
