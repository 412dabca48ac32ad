package dev.stagecraft.ui.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;

/// Something a person can have done: one place for its words, its key and whether it can be done
/// now, from which menu, toolbar, palette and shortcut sheet are made.
public final class Command {
    private final String id;
    private final Group group;
    private final String label;
    private final Optional<KeyCombination> key;
    private final List<KeyCombination> otherKeys;
    private final Optional<Feather> icon;
    private final ReadOnlyBooleanWrapper enabled = new ReadOnlyBooleanWrapper(true);
    private final String disabledReason;
    private final Runnable action;

    private Command(Maker maker, Runnable action) {
        this.id = maker.id;
        this.group = maker.group;
        this.label = maker.label;
        this.key = maker.key;
        this.otherKeys = List.copyOf(maker.otherKeys);
        this.icon = maker.icon;
        this.disabledReason = maker.disabledReason;
        this.action = action;
        maker.enabled.ifPresent(enabled::bind);
    }

    /// Where a command stands in the menu bar and in the sheet of shortcuts.
    public enum Group {
        FILE,
        IMAGE,
        VIEW,
        ENGINE,
        HELP
    }

    /// Begins a command.
    ///
    /// @param id its key for good, such as `zoom.in`
    /// @param label what it says
    public static Maker of(String id, Group group, String label) {
        return new Maker(id, group, label);
    }

    public String id() {
        return id;
    }

    public Group group() {
        return group;
    }

    public String label() {
        return label;
    }

    public Optional<KeyCombination> key() {
        return key;
    }

    /// Keys that do the same on other keyboards; not shown anywhere.
    public List<KeyCombination> otherKeys() {
        return otherKeys;
    }

    public Optional<Feather> icon() {
        return icon;
    }

    /// Whether it can be done just now.
    public ReadOnlyBooleanProperty enabledProperty() {
        return enabled.getReadOnlyProperty();
    }

    /// Why it cannot be done when it cannot; empty for one that always can.
    public String disabledReason() {
        return disabledReason;
    }

    /// Does it, if it can be done.
    public void run() {
        if (enabled.get()) {
            action.run();
        }
    }

    @Override
    public String toString() {
        return id;
    }

    /// A command in the making.
    public static final class Maker {
        private final String id;
        private final Group group;
        private final String label;
        private Optional<KeyCombination> key = Optional.empty();
        private final List<KeyCombination> otherKeys = new ArrayList<>();
        private Optional<Feather> icon = Optional.empty();
        private Optional<ObservableBooleanValue> enabled = Optional.empty();
        private String disabledReason = "";

        private Maker(String id, Group group, String label) {
            this.id = id;
            this.group = group;
            this.label = label;
        }

        /// The key, as [KeyCombination#valueOf] reads it: `Shortcut+Shift+P`.
        public Maker key(String combination) {
            key = Optional.of(KeyCombination.valueOf(combination));
            return this;
        }

        /// Keys that do the same where the first one lies elsewhere or nowhere, such as the ones of
        /// a number pad.
        public Maker also(String... combinations) {
            for (String combination : combinations) {
                otherKeys.add(KeyCombination.valueOf(combination));
            }
            return this;
        }

        public Maker icon(Feather feather) {
            icon = Optional.of(feather);
            return this;
        }

        /// When it can be done, and what to say when it cannot.
        public Maker when(ObservableBooleanValue condition, String otherwise) {
            enabled = Optional.of(condition);
            disabledReason = otherwise;
            return this;
        }

        /// What it does, on the user interface's thread.
        public Command run(Runnable action) {
            return new Command(this, action);
        }
    }
}
