package dev.stagecraft.distil.start;

import dev.stagecraft.distil.shell.ShellScript;
import dev.stagecraft.distil.shell.ShellScript.Step;
import dev.stagecraft.distil.shell.ShellWord;
import dev.stagecraft.distil.start.ShellTree.Node;
import dev.stagecraft.distil.start.ShellTree.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a start script does only where it is started as root, of an image that is not.
final class RootOnly {
    /// What root does for the program's user, who owns those folders and is there from the
    /// beginning; and what starts the program as that user.
    private static final Set<String> FOR_USER =
            Set.of(
                    "chown",
                    "mkdir",
                    "chmod",
                    "usermod",
                    "groupmod",
                    "useradd",
                    "groupadd",
                    "adduser",
                    "addgroup",
                    "exec",
                    "gosu",
                    "su-exec",
                    "setpriv",
                    "set",
                    "export",
                    "cd",
                    "umask",
                    "shift",
                    "find",
                    "printf");

    private RootOnly() {}

    /// Folders that root makes, or gives to the program's user, as steps that make them. What else
    /// it does is named.
    ///
    /// @param name of the script, for people
    static List<Step> folders(List<Node> body, String name, StartDraft start) {
        String lost =
                body.stream()
                        .flatMap(node -> node.written().stream())
                        .filter(s -> !s.words().isEmpty() && !ShellScript.isReserved(s.name()))
                        .filter(s -> !Decisions.ASKS.contains(s.name()))
                        .filter(s -> !Decisions.IDLE.contains(s.name()))
                        .filter(s -> !FOR_USER.contains(s.name()))
                        .map(s -> "`" + s.joined() + "`")
                        .collect(Collectors.joining(", "));
        if (!lost.isEmpty()) {
            start.addWarning(
                    name
                            + " runs "
                            + lost
                            + " only where it is started as root. The image is not, and leaves that out.");
        }
        List<Step> folders = new ArrayList<>();
        for (Node node : body) {
            if (node instanceof Plain plain) {
                Step step = plain.step();
                List<ShellWord> paths = paths(step);
                if (!paths.isEmpty()) {
                    List<ShellWord> words =
                            Stream.concat(Stream.of(ShellWord.of("mkdir")), paths.stream())
                                    .toList();
                    folders.add(new Step(List.of(), words, List.of(), ";", step.line()));
                }
            }
        }
        return folders;
    }

    private static List<ShellWord> paths(Step step) {
        boolean owner = step.name().equals("chown");
        if (!owner && !step.name().equals("mkdir")) {
            return List.of();
        }
        return step.words().stream()
                .skip(1)
                .filter(w -> !w.text().startsWith("-"))
                .skip(owner ? 1 : 0)
                .filter(w -> w.isLiteral() && w.text().startsWith("/"))
                .toList();
    }
}
