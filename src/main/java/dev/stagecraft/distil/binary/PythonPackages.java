package dev.stagecraft.distil.binary;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The metadata of installed Python packages (the entry points specification of the packaging
/// guide).
public final class PythonPackages {
    private static final Pattern FOLDER =
            Pattern.compile(".*/lib/python(3\\.\\d+)/(?:site|dist)-packages/.*");

    private PythonPackages() {}

    /// `module:function` of a console script; absent when no installed package declares it.
    public static Optional<String> consoleScript(BuiltImage image, String name) {
        for (String folder :
                List.of("/usr/local/lib", "/usr/lib", "/venv", "/opt", "/app", "/root/.local")) {
            for (String path : image.list(folder)) {
                if (path.endsWith(".dist-info/entry_points.txt")) {
                    Optional<String> found =
                            image.read(path)
                                    .flatMap(b ->
                                            script(new String(b, StandardCharsets.UTF_8), name));
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    static Optional<String> script(String entryPoints, String name) {
        boolean section = false;
        for (String line : entryPoints.split("\n")) {
            String text = line.strip();
            if (text.startsWith("[")) {
                section = text.equals("[console_scripts]");
            } else if (section) {
                int equals = text.indexOf('=');
                if (equals > 0 && text.substring(0, equals).strip().equals(name)) {
                    String target = text.substring(equals + 1).strip();
                    return target.matches("[\\w.]+:[\\w.]+(?:\\s*\\[.*])?")
                            ? Optional.of(target)
                            : Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /// The minor version of Python, such as `3.10`, whose packages lie in the image; absent when
    /// none do.
    public static Optional<String> minorVersion(BuiltImage image) {
        return image.list("/usr/local/lib").stream()
                .map(FOLDER::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1))
                .findFirst();
    }
}
