package dev.stagecraft.distil.project;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// What `package.json` and the files beside it say of a Node project.
///
/// @param name the package's name; empty when it has none
/// @param scripts in their order
/// @param main the entry file; absent when not said
/// @param dependencies versions by name, needed at run time
/// @param devDependencies versions by name, needed to build and test
/// @param packageManager `npm`, `yarn`, `yarn-berry`, `pnpm` or `bun`
/// @param lockFile absent when there is none
/// @param engine the wanted Node version, as written; absent when not said
/// @param workspaces whether the package holds others
/// @param framework such as `Next.js`; absent when none is known
/// @param outputFolder where a front end's build goes, such as `dist`; absent when it is no front
///   end
/// @param standalone whether Next is told to write a standalone server
/// @param missing the file itself is missing
/// @param facts what was read, and where
public record NodeProject(
        String name,
        SequencedMap<String, String> scripts,
        Optional<String> main,
        Map<String, String> dependencies,
        Map<String, String> devDependencies,
        String packageManager,
        Optional<String> lockFile,
        Optional<String> engine,
        boolean workspaces,
        Optional<String> framework,
        Optional<String> outputFolder,
        boolean standalone,
        boolean missing,
        List<Fact> facts) {
    /// Packages that bring or build machine code, so that they fit one libc and one Node line only.
    private static final Set<String> NATIVE =
            Set.of(
                    "bcrypt",
                    "argon2",
                    "sharp",
                    "canvas",
                    "sqlite3",
                    "better-sqlite3",
                    "node-sass",
                    "grpc",
                    "bufferutil",
                    "utf-8-validate",
                    "node-rdkafka",
                    "oracledb",
                    "couchbase",
                    "usb",
                    "serialport",
                    "re2",
                    "leveldown",
                    "zeromq",
                    "cpu-features",
                    "@prisma/client",
                    "prisma",
                    "@swc/core",
                    "esbuild",
                    "lightningcss");

    /// Whether the package is a dependency of any kind.
    public boolean uses(String dependency) {
        return dependencies.containsKey(dependency) || devDependencies.containsKey(dependency);
    }

    /// Run-time dependencies with machine code, sorted.
    public List<String> nativeModules() {
        return dependencies.keySet().stream().filter(NATIVE::contains).sorted().toList();
    }
}
