package dev.stagecraft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagecraft.engine.EngineUnavailableException.Kind;
import dev.stagecraft.engine.transport.ProgramDialer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshEngineTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir Path folder;

    /// A program in `ssh`'s place.
    private Path program(String script) throws IOException {
        Path file = folder.resolve("ssh");
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }

    private static DockerEngine connect(Path program, String url) throws Exception {
        EngineAddress address = EngineAddress.parse(url);
        return DockerEngine.connect(
                "far",
                EngineConnector.tunnelled(
                        address,
                        ProgramDialer.ssh(
                                program.toString(),
                                address.user(),
                                address.host(),
                                address.port(),
                                address.path())),
                LIMIT);
    }

    @Test
    void theHostIsAnArgumentBehindADoubleDash() throws Exception {
        EngineAddress address = EngineAddress.parse("ssh://me@far.example:2222/run/d's.sock");
        assertThat(
                        ProgramDialer.ssh(
                                        "ssh",
                                        address.user(),
                                        address.host(),
                                        address.port(),
                                        address.path())
                                .command())
                .containsExactly(
                        "ssh",
                        "-o",
                        "BatchMode=yes",
                        "-T",
                        "-o",
                        "ConnectTimeout=10",
                        "-l",
                        "me",
                        "-p",
                        "2222",
                        "--",
                        "far.example",
                        "docker",
                        "--host='unix:///run/d'\\''s.sock'",
                        "system",
                        "dial-stdio");
    }

    @Test
    void theEngineBehindSshIsReached() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/docker")),
                "no docker command line for the far side");
        Path socket = folder.resolve("far.sock");
        try (FakeEngine fake = new FakeEngine().on(socket)) {
            // Does what sshd does: hands the words behind the host to a shell.
            Path program =
                    program(
                            """
                            while [ "$1" != -- ]; do shift; done; shift 2
                            exec sh -c "$*"
                            """);
            fake.raw(
                    "/v1.50/images/app/get",
                    (request, out) -> {
                        out.write(
                                "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"
                                        .getBytes(StandardCharsets.UTF_8));
                        out.write(new byte[1_000_000]);
                    });
            try (DockerEngine engine = connect(program, "ssh://me@far" + socket)) {
                assertThat(engine.info().version()).isEqualTo("28.2.2");
                assertThat(engine.info().address().url()).isEqualTo("ssh://me@far" + socket);
                try (EngineStream stream = engine.export("app", Optional.empty())) {
                    assertThat(stream.readAllBytes()).hasSize(1_000_000);
                }
                engine.ping();
            }
        }
    }

    @Test
    void whatSshComplainsOfIsSaid() throws Exception {
        Path program = program("echo 'me@far: Permission denied (publickey).' >&2; exit 255\n");
        assertThatThrownBy(() -> connect(program, "ssh://me@far"))
                .isInstanceOfSatisfying(
                        EngineUnavailableException.class,
                        e -> {
                            assertThat(e.kind()).isEqualTo(Kind.SSH_FAILED);
                            assertThat(e.advice()).contains("'ssh me@far docker version'");
                        })
                .hasMessageContaining("Permission denied (publickey)");
        assertThatThrownBy(() -> connect(program, "ssh://me@far:2222"))
                .isInstanceOfSatisfying(
                        EngineUnavailableException.class,
                        e ->
                                assertThat(e.advice())
                                        .contains("'ssh -p 2222 me@far docker version'"));
    }

    @Test
    void whatSshSaysAfterItReadsNoMoreIsSaid() throws Exception {
        Path program =
                program(
                        """
                        exec 0<&-
                        i=0; while [ $i -lt 50000 ]; do i=$((i+1)); done
                        echo 'me@far: Permission denied (publickey).' >&2; exit 255
                        """);
        assertThatThrownBy(() -> connect(program, "ssh://me@far"))
                .hasMessageContaining("Permission denied (publickey)");
    }

    @Test
    void anAbsentSshIsSaid() {
        assertThatThrownBy(() -> connect(folder.resolve("absent"), "ssh://far"))
                .isInstanceOfSatisfying(
                        EngineUnavailableException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.SSH_FAILED));
    }

    @Test
    void closingTheEngineEndsTheProgramAndRemovesTheSocket() throws Exception {
        Path alive = folder.resolve("alive");
        Path socket = folder.resolve("far.sock");
        try (FakeEngine fake = new FakeEngine().on(socket)) {
            assumeTrue(
                    Files.isExecutable(Path.of("/usr/bin/docker")),
                    "no docker command line for the far side");
            Path program =
                    program(
                            "echo $$ >> '%s'\nexec docker -H unix://%s system dial-stdio\n"
                                    .formatted(alive, socket));
            DockerEngine engine = connect(program, "ssh://far");
            assertThat(fake.requests()).isNotEmpty();
            assertThat(Files.readAllLines(alive)).isNotEmpty();
            engine.close();
            for (String pid : Files.readAllLines(alive)) {
                Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
                if (process.isPresent()) {
                    process.get().onExit().get(5, TimeUnit.SECONDS);
                }
            }
        }
    }
}
