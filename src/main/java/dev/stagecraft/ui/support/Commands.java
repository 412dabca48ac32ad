package dev.stagecraft.ui.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// All commands of the window, in the order of the menu.
public final class Commands {
    private final Map<String, Command> byId = new LinkedHashMap<>();
    private final ObservableList<Command> all = FXCollections.observableArrayList();
    private final ObservableList<Command> readOnly = FXCollections.unmodifiableObservableList(all);

    /// Adds commands.
    ///
    /// @throws IllegalArgumentException when one has the id or the key of another
    public void add(Command... commands) {
        for (Command command : commands) {
            command.key()
                    .ifPresent(key -> {
                        for (Command other : all) {
                            if (other.key().filter(key::equals).isPresent()) {
                                throw new IllegalArgumentException(
                                        command.id()
                                                + " has the key of "
                                                + other.id()
                                                + ": "
                                                + key);
                            }
                        }
                    });
            if (byId.putIfAbsent(command.id(), command) != null) {
                throw new IllegalArgumentException("two commands are called " + command.id());
            }
            all.add(command);
        }
    }

    /// All of them; changes as views add theirs.
    public ObservableList<Command> all() {
        return readOnly;
    }

    /// Those of a group.
    public List<Command> of(Command.Group group) {
        return all.stream().filter(command -> command.group() == group).toList();
    }

    /// The command with this id.
    public Optional<Command> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
