package dev.stagecraft.ui.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The system's windows for choosing files: a port, since tests have no such windows.
public interface FileDialogs {
    /// Asks for a file to open.
    ///
    /// @param title what the window says
    /// @param kinds what may be chosen; the first is offered first
    Optional<Path> open(String title, List<Kind> kinds);

    /// Asks for a folder.
    Optional<Path> folder(String title);

    /// Asks where to save.
    ///
    /// @param name the name that is proposed
    Optional<Path> save(String title, String name, List<Kind> kinds);

    /// A kind of file.
    ///
    /// @param label what a person calls it
    /// @param patterns such as `*.tar`
    record Kind(String label, List<String> patterns) {
        public Kind {
            patterns = List.copyOf(patterns);
        }

        /// Where to save what was named without an ending of its kind: GTK's window, unlike those
        /// of other systems, adds none. A dot may stand in any name, so what follows the last one
        /// need not be an ending. A name that is taken stays as the person gave it, who was not
        /// asked whether the other file may be replaced.
        Path ended(Path chosen) {
            String name = String.valueOf(chosen.getFileName());
            String small = name.toLowerCase(Locale.ROOT);
            boolean has =
                    patterns.stream()
                            .filter(p -> p.startsWith("*."))
                            .anyMatch(p -> small.endsWith(p.substring(1).toLowerCase(Locale.ROOT)));
            if (has || patterns.isEmpty() || !patterns.getFirst().startsWith("*.")) {
                return chosen;
            }
            Path ended = chosen.resolveSibling(name + patterns.getFirst().substring(1));
            return Files.exists(ended) ? chosen : ended;
        }
    }
}
