package dev.stagecraft.engine.transport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Reaches an engine through a program's standard input and output, such as `ssh … docker system
/// dial-stdio`.
public final class ProgramDialer implements Tunnel.Dialer {
    private static final int MAX_COMPLAINT = 4_000;

    private final List<String> command;

    private ProgramDialer(List<String> command) {
        this.command = List.copyOf(command);
    }

    /// Through `ssh`. All parts must have been checked: they become arguments.
    ///
    /// @param program the program, usually `ssh`
    /// @param user empty for ssh's own choice
    /// @param port -1 for ssh's own choice
    /// @param socket the engine's socket on the far side; empty for its default
    public static ProgramDialer ssh(
            String program, String user, String host, int port, String socket) {
        List<String> command = new ArrayList<>(List.of(program, "-o", "BatchMode=yes", "-T"));
        command.addAll(List.of("-o", "ConnectTimeout=10"));
        if (!user.isEmpty()) {
            command.addAll(List.of("-l", user));
        }
        if (port > 0) {
            command.addAll(List.of("-p", Integer.toString(port)));
        }
        command.addAll(List.of("--", unbracketed(host), "docker"));
        if (!socket.isEmpty()) {
            // The far side's shell reads this.
            command.add("--host='unix://" + socket.replace("'", "'\\''") + "'");
        }
        command.addAll(List.of("system", "dial-stdio"));
        return new ProgramDialer(command);
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /// The program and its arguments.
    public List<String> command() {
        return command;
    }

    @Override
    public Tunnel.FarEnd dial() throws IOException {
        Process process = new ProcessBuilder(command).start();
        return new Running(process);
    }

    private static final class Running implements Tunnel.FarEnd {
        private static final Duration LAST_WORDS = Duration.ofMillis(500);

        private final Process process;
        private final AtomicReference<String> said = new AtomicReference<>("");
        private final Thread listener;
        private volatile boolean closed;

        Running(Process process) {
            this.process = process;
            this.listener = Thread.ofVirtual().name("engine-ssh").start(this::listen);
        }

        private void listen() {
            try (BufferedReader reader = process.errorReader()) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    String before = said.get();
                    if (before.length() < MAX_COMPLAINT) {
                        said.set(before.isEmpty() ? line.strip() : before + " · " + line.strip());
                    }
                }
            } catch (IOException e) {
                // The program was ended; what it said until then stands.
                return;
            }
        }

        @Override
        public InputStream in() {
            return process.getInputStream();
        }

        @Override
        public OutputStream out() {
            return process.getOutputStream();
        }

        @Override
        public void finishSending() throws IOException {
            process.getOutputStream().close();
        }

        @Override
        public Optional<String> complaint() {
            try {
                if (process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                        && process.exitValue() != 0) {
                    // The program may be gone before its last words are read.
                    listener.join(LAST_WORDS);
                    String words = said.get();
                    if (!words.isEmpty()) {
                        return Optional.of(words);
                    }
                    return closed
                            ? Optional.empty()
                            : Optional.of("it ended with status " + process.exitValue());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        }

        @Override
        public void close() {
            closed = true;
            process.destroy();
            if (process.isAlive()) {
                process.onExit()
                        .orTimeout(2, TimeUnit.SECONDS)
                        .exceptionally(late -> {
                            process.destroyForcibly();
                            return process;
                        });
            }
        }
    }
}
