package dev.stagecraft.distil.rewrite;

import java.util.regex.Pattern;

/// Which variables only builds read.
public final class EnvNames {
    private static final Pattern BUILD =
            Pattern.compile(
                    "DEBIAN_FRONTEND|PIP_.*|POETRY_.*|PIPENV_.*|UV_.*|PDM_.*|WORKON_HOME|GO111MODULE|GOPATH|GOROOT|GOPROXY|GOFLAGS|GOOS|GOARCH|GOARM|GOSUMDB|GOPRIVATE|GOCACHE|GOTOOLCHAIN|CGO_.*|CARGO_.*|RUSTUP_.*|RUSTFLAGS|MAVEN_.*|M2_HOME|GRADLE_.*|(?:NPM|npm)_(?:CONFIG|config)_.*|NODE_VERSION|YARN_.*|PNPM_.*|COREPACK_.*|NVM_DIR|PATH|JAVA_HOME|JDK_HOME|JRE_HOME|PYTHON_VERSION|VIRTUAL_ENV|CC|CXX|CFLAGS|CXXFLAGS|CPPFLAGS|LDFLAGS|LD_LIBRARY_PATH|MAKEFLAGS|PKG_CONFIG_PATH|CI|CYPRESS_.*|HUSKY|SKIP_.*|GENERATE_SOURCEMAP|NEXT_TELEMETRY_DISABLED_BUILD|TERM|TINI_VERSION|GOSU_VERSION|USER|USERNAME|APT_.*|PYSETUP_PATH|VENV_PATH|NUGET_.*|PYTHON_PIP_VERSION|NODE_PATH");
    private static final Pattern RUN_ONLY =
            Pattern.compile(
                    "PYTHONUNBUFFERED|PYTHONFAULTHANDLER|FLASK_.*|PORT|HOST|HOSTNAME|UVICORN_.*|GUNICORN_.*|WEB_CONCURRENCY|GIN_MODE|SPRING_.*|SERVER_PORT|JAVA_OPTS|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|STREAMLIT_.*|ROCKET_.*|RUST_LOG|RUST_BACKTRACE|ASPNETCORE_.*|DB_.*|DATABASE_URL|REDIS_.*|LOG_LEVEL");

    private EnvNames() {}

    /// Whether only builds read it.
    public static boolean buildOnly(String name) {
        return BUILD.matcher(name).matches();
    }

    /// Whether no build reads it.
    public static boolean runOnly(String name) {
        return RUN_ONLY.matcher(name).matches();
    }
}
