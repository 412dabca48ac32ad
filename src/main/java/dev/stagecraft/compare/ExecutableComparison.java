package dev.stagecraft.compare;

import dev.stagecraft.image.FileTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The files that may be executed, shared libraries aside, on both sides.
///
/// @param before how many the first image has
/// @param after how many the second image has
/// @param gone the paths that only the first has, without a leading slash; not escaped
/// @param added the paths that only the second has
public record ExecutableComparison(int before, int after, List<String> gone, List<String> added) {
    private static final Pattern LIBRARY = Pattern.compile(".*\\.so(\\.[0-9.]+)?|ld-.*\\.so.*");

    public ExecutableComparison {
        gone = List.copyOf(gone);
        added = List.copyOf(added);
    }

    static ExecutableComparison of(FileComparison files, FinalFiles before, FinalFiles after) {
        List<String> gone = new ArrayList<>();
        List<String> added = new ArrayList<>();
        int countBefore = 0;
        int countAfter = 0;
        for (int node = 1; node < files.size(); node++) {
            int a = files.before(node);
            int b = files.after(node);
            boolean was = a != FileTree.NONE && before.isExecutable(a);
            boolean is = b != FileTree.NONE && after.isExecutable(b);
            if ((!was && !is) || LIBRARY.matcher(files.name(node)).matches()) {
                continue;
            }
            countBefore += was ? 1 : 0;
            countAfter += is ? 1 : 0;
            if (was && !is) {
                gone.add(files.path(node));
            } else if (is && !was) {
                added.add(files.path(node));
            }
        }
        return new ExecutableComparison(countBefore, countAfter, gone, added);
    }
}
