package dev.stagecraft.ui.explore;

import dev.stagecraft.stage.Stage;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.stage.Step;
import dev.stagecraft.ui.control.Segment;
import dev.stagecraft.ui.support.Address;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// The rows and the bar of the image that is shown, and what the pointer is over in either.
public final class StageTreeViewModel {
    private final ObjectProperty<Optional<Address>> selection;
    private final ObjectProperty<@Nullable Address> hovered = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<Optional<Opened>> opened =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final StageWords words = new StageWords();

    /// @param selection what is selected in the window
    public StageTreeViewModel(ObjectProperty<Optional<Address>> selection) {
        this.selection = selection;
    }

    /// Shows an image.
    public void show(Opened image) {
        opened.set(Optional.of(image));
    }

    /// The image that is shown.
    ReadOnlyObjectProperty<Optional<Opened>> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    ObjectProperty<Optional<Address>> selectionProperty() {
        return selection;
    }

    /// What the pointer is over, in the tree or in the bar; null for nothing.
    ObjectProperty<@Nullable Address> hoveredProperty() {
        return hovered;
    }

    /// The rows of an image.
    List<StageNode> nodes(Opened image) {
        return StageNode.of(image.source(), image.tree());
    }

    /// The bytes that fill a bar: everything that was made, so that a bar is as long as its share.
    static long scale(Opened image) {
        return image.tree().totals().shipped() + image.tree().totals().leftBehind();
    }

    /// The pieces of the bar above the tree.
    List<Segment<Address>> segments(Opened image) {
        StageTree tree = image.tree();
        List<Segment<Address>> segments = new ArrayList<>();
        for (int i = 0; i < tree.stages().size(); i++) {
            Stage stage = tree.stages().get(i);
            for (Step step : stage.steps()) {
                if (step.makesLayer() && step.size().orElse(0) > 0) {
                    segments.add(segment(image.source(), stage, step, i));
                }
            }
        }
        return segments;
    }

    private Segment<Address> segment(Source source, Stage stage, Step step, int colour) {
        String title = words.keyword(step) + " " + words.arguments(step);
        return new Segment<>(
                new Address.OfStep(source, stage.id(), step.index()),
                new Address.OfStage(source, stage.id()),
                colour,
                words.name(stage),
                title.strip(),
                step.size().orElse(0),
                0,
                stage.shipped());
    }
}
