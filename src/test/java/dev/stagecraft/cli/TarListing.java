package dev.stagecraft.cli;

import dev.stagecraft.engine.RealEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What GNU tar lists of a tar, each path as the program writes it: without `./` and trailing
/// slashes, bytes that are no text as `\xff`.
final class TarListing {
    private static final Pattern LINE =
            Pattern.compile("(\\S{10}) (\\d+)/(\\d+) +([\\d,]+) (\\S+ \\S+) (.*)");

    /// One entry.
    ///
    /// @param kind `-`, `d`, `l`, `h`, `c`, `b` or `p`
    /// @param mode as four octal digits
    /// @param size in bytes; 0 of what has none
    /// @param link the target of a link; empty for none
    record Entry(String path, char kind, String mode, String owner, long size, String link) {}

    private TarListing() {}

    /// The entries in the order of the tar.
    static List<Entry> of(Path tar) {
        String text =
                RealEngine.run(
                        Map.of("LC_ALL", "C"),
                        List.of(
                                "tar",
                                "--numeric-owner",
                                "--full-time",
                                "--utc",
                                "--quoting-style=escape",
                                "-tvf",
                                tar.toString()));
        List<Entry> entries = new ArrayList<>();
        text.lines()
                .forEach(line -> {
                    Matcher m = LINE.matcher(line);
                    if (!m.matches()) {
                        throw new AssertionError(line);
                    }
                    char kind = m.group(1).charAt(0);
                    String name = m.group(6);
                    String link = "";
                    String arrow = kind == 'l' ? " -> " : " link to ";
                    if (kind == 'l' || kind == 'h') {
                        link = name.substring(name.indexOf(arrow) + arrow.length());
                        name = name.substring(0, name.indexOf(arrow));
                    }
                    boolean sized = kind == '-';
                    entries.add(
                            new Entry(
                                    path(name),
                                    kind,
                                    mode(m.group(1)),
                                    m.group(2) + ":" + m.group(3),
                                    sized ? Long.parseLong(m.group(4)) : 0,
                                    kind == 'h' ? path(link) : text(link)));
                });
        return entries;
    }

    /// By path, a hard link having all that its target has.
    static Map<String, Entry> byPath(List<Entry> entries) {
        Map<String, Entry> all = new TreeMap<>();
        for (Entry e : entries) {
            Entry target = e.kind() == 'h' ? all.get(e.link()) : null;
            all.put(
                    e.path(),
                    target == null
                            ? e
                            : new Entry(
                                    e.path(),
                                    target.kind(),
                                    target.mode(),
                                    target.owner(),
                                    target.size(),
                                    target.link()));
        }
        all.remove("");
        return all;
    }

    private static String path(String name) {
        return text(name.replaceFirst("^(\\./|/)", "").replaceFirst("/+$", ""))
                .replaceFirst("^\\.$", "");
    }

    /// tar's escapes as the program's: bytes that are no text as `\xhh`, text as it is.
    private static String text(String escaped) {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        byte[] from = escaped.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int i = 0; i < from.length; i++) {
            if (from[i] != '\\') {
                bytes.write(from[i]);
            } else if (from[i + 1] >= '0' && from[i + 1] <= '3') {
                bytes.write(
                        (from[i + 1] - '0') << 6 | (from[i + 2] - '0') << 3 | (from[i + 3] - '0'));
                i += 3;
            } else {
                i++;
                bytes.write(
                        "abfnrtv".indexOf(from[i]) < 0
                                ? from[i]
                                : CONTROLS["abfnrtv".indexOf(from[i])]);
            }
        }
        return dev.stagecraft.image.PathBytes.text(bytes.toByteArray());
    }

    private static final byte[] CONTROLS = {7, 8, 12, 10, 13, 9, 11};

    private static String mode(String permissions) {
        int mode = 0;
        for (int i = 0; i < 9; i++) {
            char c = permissions.charAt(i + 1);
            mode |= c == '-' || c == 'S' || c == 'T' ? 0 : 0400 >> i;
        }
        mode |= "sS".indexOf(permissions.charAt(3)) >= 0 ? 04000 : 0;
        mode |= "sS".indexOf(permissions.charAt(6)) >= 0 ? 02000 : 0;
        mode |= "tT".indexOf(permissions.charAt(9)) >= 0 ? 01000 : 0;
        return "%04o".formatted(mode);
    }
}
