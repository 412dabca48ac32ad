package dev.stagecraft.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.RealEngine;
import dev.stagecraft.engine.build.ImageBuilders;
import dev.stagecraft.engine.run.RunLimits;
import dev.stagecraft.prove.Proof.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One project for each diagnosis, broken in that way on purpose and repaired on a real engine.
@SuppressWarnings("NullAway.Init")
class RepairIT {
    private static final String PYTHON = "gcr.io/distroless/python3-debian13:nonroot";

    private static final String GCC =
            """
            FROM gcc:14 AS build
            COPY main.c greet.c name.c /src/
            WORKDIR /src
            RUN gcc -shared -fPIC -Wl,-soname,libname.so.1 -o /usr/local/lib/libname.so.1.0 name.c \\
                && ln -s libname.so.1.0 /usr/local/lib/libname.so.1 \\
                && gcc -shared -fPIC -Wl,-soname,libgreet.so.1 -o /usr/local/lib/libgreet.so.1.0 \\
                    greet.c /usr/local/lib/libname.so.1 \\
                && ln -s libgreet.so.1.0 /usr/local/lib/libgreet.so.1 \\
                && gcc -o /greeter main.c /usr/local/lib/libgreet.so.1 \\
                    -Wl,-rpath-link,/usr/local/lib \\
                && gcc -static -DALONE -o /alone main.c \\
                && gcc -DALONE -D_GNU_SOURCE -o /newer main.c \\
                && ldconfig
            """;

    private static final String GO =
            """
            FROM golang:1.26 AS build
            WORKDIR /src
            COPY main.go .
            RUN CGO_ENABLED=0 go build -o /app main.go
            """;

    @TempDir Path context;
    private Engine engine;

    @BeforeEach
    void connect() {
        engine = RealEngine.connect();
    }

    @AfterEach
    void disconnect() throws Exception {
        if (engine != null) {
            engine.close();
        }
    }

    private void file(String name, String text) throws Exception {
        Path file = context.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void needs(String... images) {
        for (String image : images) {
            RealEngine.needs(engine, image);
        }
    }

    private Proof prove(String before, String after, Probe probe, int seconds) throws Exception {
        file("Dockerfile", before);
        ProofRequest request =
                ProofRequest.of(context, "Dockerfile", before, new ProofRequest.After.Text(after))
                        .asking(probe)
                        .within(RunLimits.DEFAULT.within(Duration.ofSeconds(seconds)));
        return new Prover(
                        engine,
                        ImageBuilders.choose(engine, Optional.empty()).orElseThrow(),
                        LayerCache.NONE,
                        request,
                        ProofListener.SILENT)
                .prove();
    }

    private Proof proven(String before, String after, Class<? extends Cause> cause, String line)
            throws Exception {
        Proof proof = prove(before, after, new Probe.Exit(), 30);
        assertThat(proof.repairs())
                .as(proof.toString())
                .isNotEmpty()
                .first()
                .satisfies(r -> assertThat(r.diagnosis().cause()).isInstanceOf(cause));
        assertThat(proof.verdict()).as(proof.toString()).isEqualTo(Verdict.PROVEN);
        assertThat(proof.text()).contains(line);
        return proof;
    }

    private void sources() throws Exception {
        needs("gcc:14");
        file("name.c", "const char *name(void) { return \"world\"; }\n");
        file(
                "greet.c",
                """
                #include <stdio.h>
                const char *name(void);
                void greet(void) { printf("Hello, %s\\n", name()); }
                """);
        file(
                "main.c",
                """
                #include <stdio.h>
                #include <stdlib.h>
                #ifdef ALONE
                int main(int n, char **v) { printf("%ld\\n", n > 1 ? strtol(v[1], 0, 10) : 7); }
                #else
                void greet(void);
                int main(void) { greet(); }
                #endif
                """);
    }

    @Test
    void missingLibrariesComeWithWhatTheyNeedInOneRepair() throws Exception {
        sources();
        needs("gcr.io/distroless/cc-debian13:nonroot");
        Proof proof =
                proven(
                        GCC + "CMD [\"/greeter\"]\n",
                        GCC
                                + """
                                FROM gcr.io/distroless/cc-debian13:nonroot
                                COPY --from=build /greeter /greeter
                                CMD ["/greeter"]
                                """,
                        Cause.MissingLibrary.class,
                        "/usr/local/lib/libname.so.1");
        assertThat(proof.repairs()).hasSize(1);
    }

    @Test
    void aProgramThatWasNotCopiedIsCopied() throws Exception {
        sources();
        needs("gcr.io/distroless/static-debian13:nonroot");
        proven(
                GCC + "CMD [\"/alone\"]\n",
                GCC + "FROM gcr.io/distroless/static-debian13:nonroot\nCMD [\"/alone\"]\n",
                Cause.ProgramNotFound.class,
                "/alone /alone\n");
    }

    @Test
    void aBinaryOfANewerReleaseGetsItsBase() throws Exception {
        sources();
        needs("gcr.io/distroless/cc-debian12:nonroot", "gcr.io/distroless/cc-debian13:nonroot");
        proven(
                GCC + "CMD [\"/newer\"]\n",
                GCC
                        + """
                        FROM gcr.io/distroless/cc-debian12:nonroot
                        COPY --from=build /newer /newer
                        CMD ["/newer"]
                        """,
                Cause.LibcTooNew.class,
                "FROM gcr.io/distroless/cc-debian13:nonroot");
    }

    /// The kernel says of a program whose loader is missing that the program is not there.
    @Test
    void aProgramThatIsLoadedGetsABaseWithItsLoader() throws Exception {
        sources();
        needs(
                "gcr.io/distroless/static-debian13:nonroot",
                "gcr.io/distroless/base-debian13:nonroot");
        Proof proof =
                proven(
                        GCC + "CMD [\"/newer\"]\n",
                        GCC
                                + """
                                FROM gcr.io/distroless/static-debian13:nonroot
                                COPY --from=build /newer /newer
                                CMD ["/newer"]
                                """,
                        Cause.ProgramNotFound.class,
                        "FROM gcr.io/distroless/base-debian13:nonroot");
        assertThat(proof.repairs()).hasSize(1);
    }

    /// Debian 12 has no C library as new as the binary's, so the release changes with the base.
    @Test
    void aLoadedProgramOfANewerReleaseGetsThatReleasesBase() throws Exception {
        sources();
        needs(
                "gcr.io/distroless/static-debian12:nonroot",
                "gcr.io/distroless/base-debian13:nonroot");
        proven(
                GCC + "CMD [\"/newer\"]\n",
                GCC
                        + """
                        FROM gcr.io/distroless/static-debian12:nonroot
                        COPY --from=build /newer /newer
                        CMD ["/newer"]
                        """,
                Cause.ProgramNotFound.class,
                "FROM gcr.io/distroless/base-debian13:nonroot");
    }

    private void python(String main) throws Exception {
        needs("python:3.13-slim", PYTHON);
        file("main.py", main);
    }

    @Test
    void aPackageComesWithThoseThatItNeeds() throws Exception {
        python("import colour\nprint(colour.NAME)\n");
        file("colour.py", "from shade import DARK\nNAME = DARK + ' red'\n");
        file("shade.py", "DARK = 'dark'\n");
        String build =
                """
                FROM python:3.13-slim AS build
                COPY colour.py shade.py /tmp/
                RUN cp /tmp/*.py $(python3 -c "import sysconfig; print(sysconfig.get_paths()['purelib'])")
                COPY main.py /app/main.py
                """;
        Proof proof =
                proven(
                        build + "CMD [\"python3\", \"/app/main.py\"]\n",
                        build
                                + "FROM "
                                + PYTHON
                                + "\nCOPY --from=build /app/main.py /app/main.py\n"
                                + "CMD [\"/app/main.py\"]\n",
                        Cause.ModuleNotFound.class,
                        "dist-packages");
        assertThat(proof.repairs()).hasSize(1);
    }

    private static String single(String rest) {
        return "FROM python:3.13-slim\nWORKDIR /app\n" + rest;
    }

    /// The builder of newer engines gives the work folder to the base's user, which is why the base
    /// of the work folder's test is root's.
    private static String distroless(String rest) {
        return "FROM " + PYTHON + "\nWORKDIR /app\n" + rest + "CMD [\"main.py\"]\n";
    }

    @Test
    void aFileThatWasNotCopiedComesFromTheOriginalWhereThereIsNoBuilder() throws Exception {
        python("print(open('made.txt').read())\n");
        proven(
                single(
                        "COPY main.py .\nRUN echo green > made.txt\nCMD [\"python3\", \"main.py\"]\n"),
                distroless("COPY main.py .\n"),
                Cause.FileNotFound.class,
                "COPY --from=builder");
    }

    private static final String STAGES =
            """
            FROM python:3.13-slim AS code
            WORKDIR /app
            COPY main.py .

            FROM python:3.13-slim AS data
            LABEL test.mark=copied-from-stages
            RUN mkdir /app && echo green > /app/made.txt

            """;

    /// The final stage copies from one stage, and what it lacks lies in another.
    @Test
    void aFileThatWasNotCopiedComesFromTheStageThatHasIt() throws Exception {
        python("print(open('made.txt').read())\n");
        Proof proof =
                proven(
                        STAGES
                                + single(
                                        "COPY --from=code /app/main.py .\n"
                                                + "COPY --from=data /app/made.txt .\n"
                                                + "CMD [\"python3\", \"main.py\"]\n"),
                        STAGES + distroless("COPY --from=code /app/main.py .\n"),
                        Cause.FileNotFound.class,
                        "COPY --from=data --chown=65532:65532 /app/made.txt /app/made.txt");
        assertThat(proof.repairs()).hasSize(1);
        assertThat(
                        RealEngine.docker(
                                "images", "-q", "--filter", "label=test.mark=copied-from-stages"))
                .isBlank();
    }

    /// No stage of the rewritten file has it, as the original makes it in its final stage.
    @Test
    void aFileOfNoStageComesFromTheOriginalsFinalStage() throws Exception {
        python("print(open('made.txt').read())\n");
        Proof proof =
                proven(
                        STAGES
                                + single(
                                        "COPY --from=code /app/main.py .\n"
                                                + "RUN echo red > made.txt\n"
                                                + "CMD [\"python3\", \"main.py\"]\n"),
                        STAGES.substring(0, STAGES.indexOf("FROM", 1))
                                + distroless("COPY --from=code /app/main.py .\n"),
                        Cause.FileNotFound.class,
                        "COPY --from=builder --chown=65532:65532 /app/made.txt /app/made.txt");
        assertThat(proof.repairs()).hasSize(1);
    }

    @Test
    void aFolderOfRootsBecomesTheUsers() throws Exception {
        python("open('/app/data/log.txt', 'a').write('x')\nprint('written')\n");
        file("data/log.txt", "");
        proven(
                single("COPY main.py .\nCOPY data data\nCMD [\"python3\", \"main.py\"]\n"),
                distroless("COPY main.py .\nCOPY data data\n"),
                Cause.PermissionDenied.class,
                "COPY --chown=65532:65532 data");
    }

    @Test
    void theWorkFolderBecomesTheUsers() throws Exception {
        python("open('out.txt', 'w').write('x')\nprint('written')\n");
        proven(
                single("COPY . .\nCMD [\"python3\", \"main.py\"]\n"),
                distroless("COPY . .\nUSER 65532\n").replace(":nonroot", ":latest"),
                Cause.PermissionDenied.class,
                "--chown=65532:65532");
    }

    @Test
    void theFolderOfASingleCopiedFileBecomesTheUsers() throws Exception {
        python("open('/srv/one/out.txt', 'w').write('x')\nprint('written')\n");
        proven(
                "FROM python:3.13-slim\nCOPY main.py /srv/one/main.py\n"
                        + "CMD [\"python3\", \"/srv/one/main.py\"]\n",
                "FROM " + PYTHON + "\nCOPY main.py /srv/one/main.py\nCMD [\"/srv/one/main.py\"]\n",
                Cause.PermissionDenied.class,
                "--chown=65532:65532 /srv/one /srv/one");
    }

    @Test
    void aUserThatTheBaseHasNotBecomesANumber() throws Exception {
        python("print('up')\n");
        proven(
                single(
                        "COPY main.py .\nRUN useradd app\nUSER app\nCMD [\"python3\", \"main.py\"]\n"),
                distroless("COPY main.py .\nUSER app\n"),
                Cause.UserUnknown.class,
                "USER 65532");
    }

    @Test
    void anOwnerThatTheBaseHasNotBecomesANumber() throws Exception {
        python("print('up')\n");
        Proof proof =
                prove(
                        single(
                                "RUN useradd app\nCOPY --chown=app main.py .\n"
                                        + "CMD [\"python3\", \"main.py\"]\n"),
                        distroless("COPY --chown=app main.py .\n"),
                        new Probe.Exit(),
                        30);
        assertThat(proof.verdict()).as(proof.toString()).isEqualTo(Verdict.PROVEN);
    }

    /// Engines since 20.10 let everyone listen on low ports, so the program says it of itself, in
    /// the words of Go's runtime.
    @Test
    void aPortOfRootsGetsRoot() throws Exception {
        python(
                """
                import os, sys
                if os.getuid() != 0:
                    sys.exit("listen tcp :80: bind: permission denied")
                print("listening")
                """);
        needs("gcr.io/distroless/python3-debian13:latest");
        proven(
                single("COPY main.py .\nCMD [\"python3\", \"main.py\"]\n"),
                distroless("COPY main.py .\n"),
                Cause.PortNotAllowed.class,
                "python3-debian13:latest");
    }

    private void go() throws Exception {
        needs("golang:1.26");
        file(
                "main.go",
                """
                package main

                import (
                	"fmt"
                	"os"
                	"time"
                )

                func main() {
                	if os.Args[1] == "zone" {
                		zone, err := time.LoadLocation("Europe/Paris")
                		fail(err)
                		fmt.Println(time.Unix(0, 0).In(zone))
                	} else {
                		_, err := os.ReadFile("/etc/ssl/certs/ca-certificates.crt")
                		fail(err)
                		fmt.Println("trusted")
                	}
                }

                func fail(err error) {
                	if err != nil {
                		fmt.Fprintln(os.Stderr, err)
                		os.Exit(1)
                	}
                }
                """);
    }

    @Test
    void certificatesComeAlong() throws Exception {
        go();
        proven(
                GO + "CMD [\"/app\", \"certificates\"]\n",
                GO
                        + "FROM scratch\nCOPY --from=build /app /app\nCMD [\"/app\", \"certificates\"]\n",
                Cause.CertificatesMissing.class,
                "ca-certificates.crt");
    }

    @Test
    void timeZonesComeAlong() throws Exception {
        go();
        proven(
                GO + "CMD [\"/app\", \"zone\"]\n",
                GO + "FROM scratch\nCOPY --from=build /app /app\nCMD [\"/app\", \"zone\"]\n",
                Cause.TimeZoneMissing.class,
                "zoneinfo");
    }

    // What cannot be repaired: the cause is named, and the best version stays.

    private void named(Proof proof, Class<? extends Cause> cause, String text) {
        assertThat(proof.verdict()).as(proof.toString()).isEqualTo(Verdict.FAILED);
        assertThat(proof.diagnosis()).as(proof.toString()).isPresent();
        assertThat(proof.diagnosis().orElseThrow().cause()).isInstanceOf(cause);
        assertThat(proof.repairs()).isEmpty();
        assertThat(proof.text()).isEqualTo(text);
    }

    @Test
    void aShellThatIsWantedIsNamed() throws Exception {
        python("print('up')\n");
        String before = single("COPY main.py .\nCMD python3 main.py\n");
        String after = before.replace("python:3.13-slim", "gcr.io/distroless/static-debian13");
        needs("gcr.io/distroless/static-debian13:latest");
        named(prove(before, after, new Probe.Exit(), 20), Cause.ShellWanted.class, after);
    }

    @Test
    void aPortThatRefusesIsNamed() throws Exception {
        python(
                """
                import http.server, os
                port = int(os.environ.get("PORT", "8000"))
                http.server.HTTPServer(("", port), http.server.SimpleHTTPRequestHandler).serve_forever()
                """);
        String before = single("COPY main.py .\nCMD [\"python3\", \"main.py\"]\n");
        String after = distroless("COPY main.py .\nENV PORT=9000\n");
        Probe probe = new Probe.Http(OptionalInt.of(8000), "/main.py");
        named(prove(before, after, probe, 15), Cause.PortRefused.class, after);
    }

    @Test
    void aBaseThatCannotBeHadIsNamed() throws Exception {
        python("print('up')\n");
        String before = single("COPY main.py .\nCMD [\"python3\", \"main.py\"]\n");
        String after = before.replace("python:3.13-slim", "registry.invalid/none:1");
        named(prove(before, after, new Probe.Exit(), 20), Cause.BaseUnavailable.class, after);
    }

    @Test
    void aPackageThatIsUnknownIsNamed() throws Exception {
        python("print('up')\n");
        String before = single("COPY main.py .\nCMD [\"python3\", \"main.py\"]\n");
        String after = before + "RUN apt-get install -y there-is-no-such-package\n";
        named(prove(before, after, new Probe.Exit(), 20), Cause.PackageUnknown.class, after);
    }

    @Test
    void aSourceThatIsNotInTheContextIsNamed() throws Exception {
        python("print('up')\n");
        String before = single("COPY main.py .\nCMD [\"python3\", \"main.py\"]\n");
        String after = before + "COPY nothing.txt .\n";
        named(prove(before, after, new Probe.Exit(), 20), Cause.SourceNotInContext.class, after);
    }
}
