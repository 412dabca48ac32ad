package dev.stagecraft.ui.explore;

import dev.stagecraft.stage.Stage;
import dev.stagecraft.stage.Step;
import dev.stagecraft.ui.support.Address;
import java.util.List;
import java.util.OptionalLong;

/// A row of the stage tree.
sealed interface StageRow {
    /// What selecting the row selects.
    Address address();

    /// The stage it belongs to.
    Stage stage();

    /// The index of the stage's colour.
    int colour();

    /// The bytes of its bar; absent when nobody says or when it has none.
    OptionalLong size();

    /// A stage.
    record OfStage(Address address, Stage stage, int colour) implements StageRow {
        @Override
        public OptionalLong size() {
            return stage.knownSize();
        }
    }

    /// A step.
    record OfStep(Address address, Stage stage, Step step, int colour) implements StageRow {
        @Override
        public OptionalLong size() {
            return step.makesLayer() ? step.size() : OptionalLong.empty();
        }
    }

    /// Steps in a row that make no layer, folded into one.
    record OfSettings(Address address, Stage stage, List<Step> steps, int colour)
            implements StageRow {
        @Override
        public OptionalLong size() {
            return OptionalLong.empty();
        }
    }
}
