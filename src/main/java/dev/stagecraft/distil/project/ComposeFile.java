package dev.stagecraft.distil.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The services of a Compose file, as far as they are built here: what `services`, `build`, `image`
/// and `dockerfile` say, read by indentation.
public final class ComposeFile {
    private static final List<String> NAMES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

    private ComposeFile() {}

    /// A service.
    ///
    /// @param name of the service
    /// @param image empty when it names none
    /// @param folder the build context, relative to the Compose file; empty when it is not built
    /// @param dockerfile relative to the folder; `Dockerfile` when nothing is said
    /// @param target the stage; empty for the last
    /// @param place where it is
    public record Service(
            String name,
            String image,
            String folder,
            String dockerfile,
            String target,
            Place place) {}

    /// The services of the project's Compose file in their order.
    public static List<Service> read(ProjectFiles files) {
        for (String name : NAMES) {
            Optional<String> text = files.text(name);
            if (text.isPresent()) {
                return parse(name, text.get());
            }
        }
        return List.of();
    }

    static List<Service> parse(String file, String text) {
        List<Service> out = new ArrayList<>();
        boolean services = false;
        int serviceIndent = -1;
        int buildIndent = -1;
        String name = "";
        int at = 0;
        String image = "";
        String folder = "";
        String dockerfile = "";
        String target = "";
        String[] lines = text.split("\n", -1);
        for (int i = 0; i <= lines.length; i++) {
            String line = i < lines.length ? lines[i].stripTrailing() : "end:";
            String bare = line.strip();
            if (bare.isEmpty() || bare.startsWith("#")) {
                continue;
            }
            int indent = line.length() - line.stripLeading().length();
            boolean top = indent == 0;
            boolean service = services && !top && (serviceIndent < 0 || indent == serviceIndent);
            if (!name.isEmpty() && (top || service)) {
                String path = dockerfile.isEmpty() ? "Dockerfile" : dockerfile;
                out.add(new Service(name, image, folder, path, target, new Place(file, at)));
                name = "";
            }
            if (top) {
                services = bare.equals("services:");
                serviceIndent = -1;
            } else if (service && bare.endsWith(":")) {
                serviceIndent = indent;
                buildIndent = -1;
                name = value(bare.substring(0, bare.length() - 1));
                at = i + 1;
                image = "";
                folder = "";
                dockerfile = "";
                target = "";
            } else if (services && !name.isEmpty()) {
                String key = bare.contains(":") ? bare.substring(0, bare.indexOf(':')) : bare;
                String rest =
                        bare.contains(":") ? value(bare.substring(bare.indexOf(':') + 1)) : "";
                boolean inBuild = buildIndent >= 0 && indent > buildIndent;
                if (!inBuild) {
                    buildIndent = -1;
                }
                if (key.equals("image") && !inBuild) {
                    image = rest;
                } else if (key.equals("build")) {
                    buildIndent = indent;
                    folder = rest.isEmpty() ? "." : rest;
                } else if (inBuild && key.equals("context")) {
                    folder = rest;
                } else if (inBuild && key.equals("dockerfile")) {
                    dockerfile = rest;
                } else if (inBuild && key.equals("target")) {
                    target = rest;
                }
            }
        }
        return List.copyOf(out);
    }

    private static String value(String text) {
        String bare = text.strip();
        boolean quoted =
                bare.length() > 1
                        && (bare.startsWith("\"") || bare.startsWith("'"))
                        && bare.endsWith(bare.substring(0, 1));
        return quoted ? bare.substring(1, bare.length() - 1) : bare;
    }
}
