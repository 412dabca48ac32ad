package dev.stagecraft.ui.shell;

import dev.stagecraft.ui.support.Command;
import dev.stagecraft.ui.support.Commands;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The commands that fit what is typed: those that can be done now first, the best of them first.
final class PaletteViewModel {
    private final Commands commands;
    private final StringProperty query = new SimpleStringProperty("");
    private final ObservableList<Command> matches = FXCollections.observableArrayList();

    PaletteViewModel(Commands commands) {
        this.commands = commands;
        query.addListener((property, old, text) -> match());
        match();
    }

    StringProperty queryProperty() {
        return query;
    }

    ObservableList<Command> matches() {
        return matches;
    }

    private void match() {
        String wanted = query.get().strip().toLowerCase(Locale.ROOT);
        record Ranked(Command command, int rank) {}
        List<Ranked> ranked =
                commands.all().stream()
                        .flatMap(command -> {
                            OptionalInt rank = rank(command.label(), wanted);
                            return rank.stream().mapToObj(r -> new Ranked(command, r));
                        })
                        .sorted(
                                Comparator.comparing(
                                                (Ranked r) -> !r.command().enabledProperty().get())
                                        .thenComparingInt(Ranked::rank))
                        .toList();
        matches.setAll(ranked.stream().map(Ranked::command).toList());
    }

    /// How badly a label fits, 0 being best: by its beginning, by the beginning of a word, anywhere
    /// in it, by its letters in order; absent when it does not fit.
    static OptionalInt rank(String label, String wanted) {
        String text = label.toLowerCase(Locale.ROOT);
        if (text.startsWith(wanted)) {
            return OptionalInt.of(0);
        }
        if (text.contains(" " + wanted)) {
            return OptionalInt.of(1);
        }
        if (text.contains(wanted)) {
            return OptionalInt.of(2);
        }
        int at = 0;
        for (int i = 0; i < wanted.length(); i++) {
            at = text.indexOf(wanted.charAt(i), at) + 1;
            if (at == 0) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(3);
    }
}
