package dev.stagecraft.distil.output;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.List;

/// The difference between two texts as `patch` and `git apply` read it.
public final class Patch {
    private static final int CONTEXT = 3;

    private Patch() {}

    /// A unified diff, whose headers name the file as git does; empty when the texts are the same.
    ///
    /// @param name the file's path, such as `web/Dockerfile`
    public static String of(String name, String before, String after) {
        // Lines keep their endings, so that endings and a missing last one are differences too.
        List<String> old = lines(before);
        StringBuilder out = new StringBuilder();
        List<String> diff =
                UnifiedDiffUtils.generateUnifiedDiff(
                        "a/" + name, "b/" + name, old, DiffUtils.diff(old, lines(after)), CONTEXT);
        for (String line : diff) {
            out.append(line);
            boolean header =
                    line.startsWith("@@ ")
                            || line.startsWith("--- a/")
                            || line.startsWith("+++ b/");
            if (!line.endsWith("\n")) {
                out.append(header ? "\n" : "\n\\ No newline at end of file\n");
            }
        }
        return out.toString();
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(at, end));
            at = end;
        }
        return lines;
    }
}
