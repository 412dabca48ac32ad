package dev.stagecraft.distil.source;

import dev.stagecraft.distil.shell.ShellScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a RUN does with a package manager.
///
/// @param tool `apt`, `apk`, `dnf` or empty
/// @param packages names without versions
/// @param only whether the RUN does nothing else: update, install, clean up
public record PackageLine(String tool, List<String> packages, boolean only) {
    private static final Set<String> CLEANING =
            Set.of("rm", "true", "echo", "set", "export", "ln", "dpkg-reconfigure");

    public PackageLine {
        packages = List.copyOf(packages);
    }

    /// Reads a RUN's shell text.
    public static PackageLine read(String command) {
        ShellScript script = ShellScript.parse(command);
        String tool = "";
        List<String> packages = new ArrayList<>();
        boolean only = !script.compound();
        for (ShellScript.Step step : script.steps()) {
            List<String> words = new ArrayList<>(step.texts());
            if (!words.isEmpty() && words.getFirst().equals("sudo")) {
                words.removeFirst();
            }
            if (words.isEmpty()) {
                continue;
            }
            String name = words.getFirst();
            List<String> rest =
                    words.subList(1, words.size()).stream()
                            .filter(w -> !w.startsWith("-"))
                            .toList();
            boolean system =
                    name.equals("apt-get")
                            || name.equals("apt")
                            || name.equals("apk")
                            || name.equals("yum")
                            || name.equals("dnf")
                            || name.equals("microdnf")
                            || name.equals("aptitude");
            if (system) {
                tool = name.startsWith("apt") ? "apt" : name.equals("apk") ? "apk" : "dnf";
                if (!rest.isEmpty()
                        && (rest.getFirst().equals("install") || rest.getFirst().equals("add"))) {
                    int skip = 1;
                    for (String word : rest.subList(skip, rest.size())) {
                        String bare = word.replaceFirst("[=~<>@:].*", "");
                        if (!bare.isEmpty() && !word.startsWith(".") && !word.startsWith("/")) {
                            packages.add(bare);
                        }
                    }
                } else if (!rest.isEmpty() && rest.getFirst().equals("del")) {
                    rest.subList(1, rest.size());
                }
            } else if (!CLEANING.contains(name)) {
                only = false;
            } else if (name.equals("rm")
                    && rest.stream()
                            .noneMatch(w -> w.startsWith("/var/") || w.startsWith("/tmp"))) {
                only = false;
            } else if (name.equals("ln")) {
                only = false;
            }
        }
        return new PackageLine(tool, packages, only && !tool.isEmpty());
    }
}
