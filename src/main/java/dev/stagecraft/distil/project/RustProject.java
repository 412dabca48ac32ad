package dev.stagecraft.distil.project;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What `Cargo.toml` says of a Rust project.
///
/// @param binaries the names of its programs
/// @param dependencies of it and of the members of its workspace
/// @param members folders of a workspace
/// @param framework such as `Actix Web`; absent when none is known
public record RustProject(
        List<String> binaries,
        Set<String> dependencies,
        List<String> members,
        Optional<String> framework) {
    public RustProject {
        binaries = List.copyOf(binaries);
        dependencies = Set.copyOf(dependencies);
        members = List.copyOf(members);
    }

    /// Reads the project.
    public static RustProject read(ProjectFiles files) {
        Set<String> dependencies = new LinkedHashSet<>();
        List<String> binaries = new ArrayList<>();
        Toml root = Toml.parse(files.text("Cargo.toml").orElse(""));
        List<String> members = root.table("workspace").strings("members");
        crate(root, files, "", binaries, dependencies);
        for (String path : files.paths()) {
            if (path.endsWith("/Cargo.toml") && !path.startsWith("target/")) {
                crate(
                        Toml.parse(files.text(path).orElse("")),
                        files,
                        path.substring(0, path.length() - "Cargo.toml".length()),
                        binaries,
                        dependencies);
            }
        }
        return new RustProject(binaries, dependencies, members, framework(dependencies));
    }

    private static void crate(
            Toml toml,
            ProjectFiles files,
            String folder,
            List<String> binaries,
            Set<String> dependencies) {
        toml.tables("bin").forEach(b -> b.string("name").ifPresent(binaries::add));
        boolean main = files.has(folder + "src/main.rs");
        if (main && toml.tables("bin").isEmpty()) {
            toml.table("package").string("name").ifPresent(binaries::add);
        }
        dependencies.addAll(toml.table("dependencies").values().keySet());
    }

    private static Optional<String> framework(Set<String> dependencies) {
        if (dependencies.contains("actix-web")) {
            return Optional.of("Actix Web");
        }
        if (dependencies.contains("axum")) {
            return Optional.of("Axum");
        }
        if (dependencies.contains("rocket")) {
            return Optional.of("Rocket");
        }
        return dependencies.contains("warp") ? Optional.of("Warp") : Optional.empty();
    }
}
