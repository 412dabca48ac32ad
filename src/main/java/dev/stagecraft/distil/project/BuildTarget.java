package dev.stagecraft.distil.project;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What can be rewritten in a folder: the services of its Compose file and every Dockerfile.
///
/// @param name of the service, or the Dockerfile's path
/// @param dockerfile the path of the Dockerfile in the folder
/// @param context the path of the build context in the folder; empty for the folder itself
/// @param target the stage; empty for the last
public record BuildTarget(String name, String dockerfile, String context, String target) {
    private static final int MAX = 200;

    /// All of them: those of the Compose file first, then the other Dockerfiles by path.
    public static List<BuildTarget> in(ProjectFiles files) {
        List<BuildTarget> out = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (ComposeFile.Service service : ComposeFile.read(files)) {
            String context = clean(service.folder());
            String path =
                    context.isEmpty()
                            ? service.dockerfile()
                            : context + "/" + clean(service.dockerfile());
            if (!service.folder().isEmpty() && files.has(path)) {
                out.add(new BuildTarget(service.name(), path, context, service.target()));
                seen.add(path);
            }
        }
        for (String path : files.paths()) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            boolean dockerfile =
                    name.matches("(?:Dockerfile|Containerfile)(?:\\..+)?|.+\\.[Dd]ockerfile")
                            && !name.endsWith(".dockerignore")
                            && !name.endsWith(".distroless");
            if (dockerfile && seen.add(path) && out.size() < MAX) {
                int slash = path.lastIndexOf('/');
                out.add(new BuildTarget(path, path, slash < 0 ? "" : path.substring(0, slash), ""));
            }
        }
        return List.copyOf(out);
    }

    private static String clean(String path) {
        String bare = path.startsWith("./") ? path.substring(2) : path;
        String trimmed = bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
        return trimmed.equals(".") ? "" : trimmed;
    }
}
