package dev.stagecraft.distil.buildcache;

import dev.stagecraft.distil.shell.ShellScript.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A tool that downloads dependencies.
enum Fetcher {
    NPM("npm"),
    YARN("yarn"),
    PNPM("pnpm"),
    PIP("pip"),
    PIPENV("pipenv"),
    POETRY("poetry"),
    UV("uv"),
    GO("go"),
    MAVEN("mvn"),
    GRADLE("gradle"),
    CARGO("cargo");

    private static final Set<String> BUILDS =
            Set.of("build", "install", "run", "test", "mod", "get", "generate", "vet", "fetch");
    private final String program;

    Fetcher(String program) {
        this.program = program;
    }

    /// The tool whose downloads this command uses; absent when there is none.
    static Optional<Fetcher> of(Step step) {
        List<String> words = step.texts();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        if (words.size() > 3
                && base(words.getFirst()).matches("python[\\d.]*")
                && words.get(1).equals("-m")) {
            words = words.subList(2, words.size());
        }
        String name = base(words.getFirst()).replaceFirst("^pip[\\d.]+$", "pip");
        String wanted = name.equals("mvnw") ? "mvn" : name.equals("gradlew") ? "gradle" : name;
        List<String> rest = words.subList(1, words.size());
        return Arrays.stream(values())
                .filter(f -> f.program.equals(wanted) && f.downloads(rest))
                .findFirst();
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private boolean downloads(List<String> words) {
        String verb = words.stream().filter(w -> !w.startsWith("-")).findFirst().orElse("");
        return switch (this) {
            case NPM -> Set.of("ci", "install", "i").contains(verb);
            case YARN, PNPM -> Set.of("install", "i", "").contains(verb);
            case PIP, PIPENV, POETRY -> verb.equals("install") || verb.equals("wheel");
            case UV -> Set.of("sync", "pip").contains(verb);
            case GO, CARGO -> BUILDS.contains(verb);
            case MAVEN, GRADLE -> !verb.isEmpty();
        };
    }

    /// The folders of its downloads for root, as the tools document them.
    ///
    /// @param goImage whether the base is Go's own image, whose `GOPATH` is `/go`
    /// @param modernYarn whether Yarn is newer than 1
    List<String> folders(boolean goImage, boolean modernYarn) {
        return switch (this) {
            case NPM -> List.of("/root/.npm");
            case YARN ->
                    List.of(
                            modernYarn
                                    ? "/root/.yarn/berry/cache"
                                    : "/usr/local/share/.cache/yarn");
            case PNPM -> List.of("/root/.local/share/pnpm/store");
            case PIP -> List.of("/root/.cache/pip");
            case PIPENV -> List.of("/root/.cache/pip", "/root/.cache/pipenv");
            case POETRY -> List.of("/root/.cache/pypoetry");
            case UV -> List.of("/root/.cache/uv");
            case GO ->
                    List.of(goImage ? "/go/pkg/mod" : "/root/go/pkg/mod", "/root/.cache/go-build");
            case MAVEN -> List.of("/root/.m2/repository");
            case GRADLE -> List.of("/root/.gradle");
            case CARGO -> List.of("/usr/local/cargo/registry", "/usr/local/cargo/git/db");
        };
    }

    /// Settings that move those folders.
    Set<String> movedBy() {
        return switch (this) {
            case NPM -> Set.of("NPM_CONFIG_CACHE", "npm_config_cache");
            case YARN -> Set.of("YARN_CACHE_FOLDER", "YARN_GLOBAL_FOLDER");
            case PNPM -> Set.of("PNPM_HOME", "XDG_DATA_HOME");
            case PIP -> Set.of("PIP_NO_CACHE_DIR", "PIP_CACHE_DIR");
            case PIPENV -> Set.of("PIP_NO_CACHE_DIR", "PIP_CACHE_DIR", "PIPENV_CACHE_DIR");
            case POETRY -> Set.of("POETRY_CACHE_DIR", "POETRY_NO_CACHE");
            case UV -> Set.of("UV_CACHE_DIR", "UV_NO_CACHE");
            case GO -> Set.of("GOPATH", "GOMODCACHE", "GOCACHE");
            case MAVEN -> Set.of("MAVEN_OPTS", "MAVEN_ARGS", "MAVEN_CONFIG");
            case GRADLE -> Set.of("GRADLE_USER_HOME");
            case CARGO -> Set.of("CARGO_HOME");
        };
    }
}
