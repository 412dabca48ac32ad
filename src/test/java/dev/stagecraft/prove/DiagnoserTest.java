package dev.stagecraft.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.stagecraft.engine.build.BuildResult;
import dev.stagecraft.engine.build.BuilderKind;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageConfig;
import dev.stagecraft.image.Platform;
import dev.stagecraft.prove.Cause.Access;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every line is one that the named program prints.
class DiagnoserTest {
    static Stream<Arguments> runs() {
        return Stream.of(
                // glibc
                arguments(
                        "/app/server: error while loading shared libraries: libpq.so.5: cannot open"
                                + " shared object file: No such file or directory",
                        new Cause.MissingLibrary("libpq.so.5", Optional.of("/app/server"))),
                arguments(
                        "ImportError: libGL.so.1: cannot open shared object file: No such file or"
                                + " directory",
                        new Cause.MissingLibrary("libGL.so.1", Optional.empty())),
                arguments(
                        "Error loading shared library libstdc++.so.6: No such file or directory"
                                + " (needed by /app/x)",
                        new Cause.MissingLibrary("libstdc++.so.6", Optional.of("/app/x"))),
                arguments(
                        "./app: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.38' not found"
                                + " (required by ./app)",
                        new Cause.LibcTooNew("GLIBC_2.38", Optional.of("./app"))),
                arguments(
                        "/usr/lib/libstdc++.so.6: version `GLIBCXX_3.4.33' not found (required by"
                                + " /app/node_modules/x/build/Release/x.node)",
                        new Cause.LibcTooNew(
                                "GLIBCXX_3.4.33",
                                Optional.of("/app/node_modules/x/build/Release/x.node"))),
                // the OCI runtime as Docker 20.10 and newer show it
                arguments(
                        "OCI runtime create failed: container_linux.go:367: starting container"
                                + " process caused: exec: \"/bin/sh\": stat /bin/sh: no such file or"
                                + " directory: unknown",
                        new Cause.ShellWanted("/bin/sh")),
                arguments(
                        "failed to create task for container: failed to create shim task: OCI"
                                + " runtime create failed: runc create failed: unable to start"
                                + " container process: exec: \"gunicorn\": executable file not found in"
                                + " $PATH: unknown",
                        new Cause.ProgramNotFound("gunicorn")),
                arguments(
                        "exec /app/start.sh: no such file or directory",
                        new Cause.ProgramNotFound("/app/start.sh")),
                arguments(
                        "starting container process caused: exec: \"/app/run\": permission denied",
                        new Cause.PermissionDenied(Optional.of("/app/run"), Access.EXECUTE)),
                arguments(
                        "docker: Error response from daemon: unable to find user app: no matching"
                                + " entries in passwd file.",
                        new Cause.UserUnknown("app")),
                // CPython
                arguments(
                        "ModuleNotFoundError: No module named 'flask'",
                        new Cause.ModuleNotFound("python", "flask")),
                arguments(
                        "/usr/bin/python3.13: No module named gunicorn",
                        new Cause.ModuleNotFound("python", "gunicorn")),
                arguments(
                        "/usr/bin/python3.13: can't open file '/app/main.py': [Errno 2] No such"
                                + " file or directory",
                        new Cause.FileNotFound("/app/main.py")),
                arguments(
                        "PermissionError: [Errno 13] Permission denied: '/data/db.sqlite'",
                        new Cause.PermissionDenied(Optional.of("/data/db.sqlite"), Access.UNKNOWN)),
                arguments(
                        "FileNotFoundError: [Errno 2] No such file or directory: 'config.yaml'",
                        new Cause.FileNotFound("config.yaml")),
                arguments(
                        "FileNotFoundError: [Errno 2] No such file or directory: '/bin/sh'",
                        new Cause.ShellWanted("/bin/sh")),
                arguments(
                        "zoneinfo._common.ZoneInfoNotFoundError: 'No time zone found with key"
                                + " Europe/Berlin'",
                        new Cause.TimeZoneMissing(Optional.of("Europe/Berlin"))),
                arguments(
                        "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate"
                                + " verify failed: unable to get local issuer certificate",
                        new Cause.CertificatesMissing()),
                // Node
                arguments(
                        "Error: Cannot find module 'express'",
                        new Cause.ModuleNotFound("node", "express")),
                arguments(
                        "Error: Cannot find module '/app/dist/main.js'",
                        new Cause.FileNotFound("/app/dist/main.js")),
                arguments(
                        "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'fastify' imported from"
                                + " /app/server.mjs",
                        new Cause.ModuleNotFound("node", "fastify")),
                arguments(
                        "Error: EACCES: permission denied, mkdir '/app/uploads'",
                        new Cause.PermissionDenied(Optional.of("/app/uploads"), Access.WRITE)),
                arguments("Error: spawn /bin/sh ENOENT", new Cause.ShellWanted("/bin/sh")),
                arguments(
                        "Error: listen EACCES: permission denied 0.0.0.0:80",
                        new Cause.PortNotAllowed(Optional.of(80))),
                arguments(
                        "Error: ENOENT: no such file or directory, open '/app/views/index.ejs'",
                        new Cause.FileNotFound("/app/views/index.ejs")),
                // the JDK
                arguments(
                        "Error: Unable to access jarfile /app/app.jar",
                        new Cause.FileNotFound("/app/app.jar")),
                arguments(
                        "Error: Could not find or load main class com.example.Main",
                        new Cause.ModuleNotFound("java", "com.example.Main")),
                arguments(
                        "Caused by: java.lang.NoClassDefFoundError: org/slf4j/Logger",
                        new Cause.ModuleNotFound("java", "org.slf4j.Logger")),
                arguments(
                        "java.nio.file.AccessDeniedException: /data/out.txt",
                        new Cause.PermissionDenied(Optional.of("/data/out.txt"), Access.UNKNOWN)),
                arguments(
                        "java.io.IOException: Cannot run program \"git\": error=2, No such file or"
                                + " directory",
                        new Cause.ProgramNotFound("git")),
                // Go
                arguments(
                        "2026/01/02 03:04:05 open templates/index.html: no such file or directory",
                        new Cause.FileNotFound("templates/index.html")),
                arguments(
                        "panic: unknown time zone Europe/Berlin",
                        new Cause.TimeZoneMissing(Optional.of("Europe/Berlin"))),
                arguments(
                        "Get \"https://example.org\": x509: certificate signed by unknown"
                                + " authority",
                        new Cause.CertificatesMissing()),
                arguments(
                        "listen tcp :80: bind: permission denied",
                        new Cause.PortNotAllowed(Optional.of(80))),
                arguments(
                        "mkdir /var/lib/app: permission denied",
                        new Cause.PermissionDenied(Optional.of("/var/lib/app"), Access.WRITE)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void aRunSaysWhatItLacks(String line, Cause cause) {
        assertThat(Diagnoser.ofRun(List.of("starting", line, "")))
                .map(Diagnosis::cause)
                .contains(cause);
    }

    static Stream<Arguments> builds() {
        return Stream.of(
                arguments(
                        "COPY failed: file not found in build context or excluded by"
                                + " .dockerignore: stat app.jar: file does not exist",
                        new Cause.SourceNotInContext("app.jar")),
                arguments(
                        "ERROR: failed to solve: failed to compute cache key: failed to calculate"
                                + " checksum of ref abc::def: \"/app.jar\": not found",
                        new Cause.SourceNotInContext("/app.jar")),
                arguments(
                        "pull access denied for nosuch, repository does not exist or may require"
                                + " 'docker login'",
                        new Cause.BaseUnavailable("nosuch")),
                arguments(
                        "E: Unable to locate package libfoo1", new Cause.PackageUnknown("libfoo1")),
                arguments("/bin/sh: 1: npm: not found", new Cause.BuildCommandNotFound("npm")),
                arguments(
                        "write /var/lib/docker/tmp/x: no space left on device",
                        new Cause.DiskFull()),
                arguments(
                        "OCI runtime create failed: container_linux.go:367: starting container"
                                + " process caused: exec: \"/bin/sh\": stat /bin/sh: no such file or"
                                + " directory: unknown",
                        new Cause.ShellWanted("/bin/sh")));
    }

    @ParameterizedTest
    @MethodSource("builds")
    void aBuildSaysWhatItLacks(String line, Cause cause) {
        assertThat(Diagnoser.ofBuild(List.of("Step 1/3 : FROM x", line)))
                .map(Diagnosis::cause)
                .contains(cause);
    }

    @Test
    void theLastSaidCountsMost() {
        assertThat(
                        Diagnoser.ofRun(
                                List.of(
                                        "warning: /etc/app.conf: No such file or directory",
                                        "ModuleNotFoundError: No module named 'yaml'",
                                        "exiting")))
                .map(Diagnosis::cause)
                .contains(new Cause.ModuleNotFound("python", "yaml"));
    }

    @Test
    void whatIsNotKnownIsNotGuessed() {
        assertThat(Diagnoser.ofRun(List.of("listening on 8080", "bye"))).isEmpty();
        assertThat(Diagnoser.ofRun(List.of())).isEmpty();
    }

    /// An image that declares two ports, whose container answered on neither.
    private static Proof.Side silent() {
        Digest id = Digest.parse("sha256:" + "1".repeat(64));
        ImageConfig config =
                new ImageConfig(
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        "",
                        List.of("8080/tcp", "9090/tcp"),
                        List.of(),
                        new LinkedHashMap<>(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of());
        Image image =
                new Image(
                        id,
                        List.of(),
                        List.of(),
                        Platform.parse("linux/amd64"),
                        Optional.empty(),
                        "",
                        config,
                        List.of(),
                        List.of(),
                        OptionalLong.of(1),
                        Optional.empty());
        return new Proof.Side(
                "tag",
                new BuildResult(
                        BuilderKind.CLASSIC, Optional.of(id), List.of(), 1, Optional.empty()),
                Optional.of(image),
                Optional.of(
                        new Observation(
                                Observation.End.TIMED_OUT,
                                OptionalInt.empty(),
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                OptionalLong.empty(),
                                Set.of(),
                                OptionalInt.empty())));
    }

    @Test
    void thePortsThatDoNotAnswerAreNamed() {
        Probe any = new Probe.Http(OptionalInt.empty(), "/");
        assertThat(Diagnoser.of(silent(), List.of(), Optional.of(any)).map(Diagnosis::cause))
                .contains(new Cause.PortRefused(List.of(8080, 9090)));
        Probe one = new Probe.Http(OptionalInt.of(9090), "/");
        assertThat(Diagnoser.of(silent(), List.of(), Optional.of(one)).map(Diagnosis::cause))
                .contains(new Cause.PortRefused(List.of(9090)));
    }
}
