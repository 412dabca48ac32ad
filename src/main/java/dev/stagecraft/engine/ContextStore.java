package dev.stagecraft.engine;

import dev.stagecraft.engine.EngineCandidate.Origin;
import dev.stagecraft.engine.EngineUnavailableException.Kind;
import dev.stagecraft.engine.json.CliFiles;
import dev.stagecraft.image.DisplayText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The contexts of the Docker command line, in its configuration folder (`contexts/meta/<sha256 of
/// the name>/meta.json`).
final class ContextStore {
    private static final int MAX_FILE = 1 << 20;

    private final Path folder;

    /// @param folder usually `~/.docker`
    ContextStore(Path folder) {
        this.folder = folder;
    }

    /// The context that `docker context use` chose; absent for the default one.
    ///
    /// @throws EngineUnavailableException when the configuration cannot be read
    Optional<String> current() throws EngineUnavailableException {
        Path file = folder.resolve("config.json");
        try {
            return CliFiles.currentContext(read(file));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new EngineUnavailableException(
                    Kind.BROKEN_CONTEXT,
                    file + " cannot be read: " + DisplayText.escape(why(e), 300),
                    "Mend the file, or choose an engine with --engine or DOCKER_HOST.",
                    e);
        }
    }

    /// All contexts by name, the broken ones with what is wrong with them.
    List<EngineCandidate> all() {
        List<EngineCandidate> found = new ArrayList<>();
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(folder.resolve("contexts").resolve("meta"))) {
            for (Path meta : folders) {
                if (Files.isDirectory(meta)) {
                    found.add(candidate(meta));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException | DirectoryIteratorException e) {
            found.add(
                    EngineCandidate.broken(
                            "contexts",
                            Origin.CONTEXT,
                            "",
                            broken("the folder of contexts", folder.resolve("contexts"), e)));
        }
        found.sort(Comparator.comparing(EngineCandidate::name));
        return found;
    }

    /// The context of the given name; absent when there is none.
    Optional<EngineCandidate> named(String name) {
        Path meta = metaFolder(name);
        return Files.isDirectory(meta) ? Optional.of(candidate(meta)) : Optional.empty();
    }

    private EngineCandidate candidate(Path meta) {
        Path file = meta.resolve("meta.json");
        CliFiles.Context context;
        try {
            context = CliFiles.context(read(file));
        } catch (IOException e) {
            return EngineCandidate.broken(
                    meta.getFileName().toString(),
                    Origin.CONTEXT,
                    "",
                    broken("the context", file, e));
        }
        String name = DisplayText.escape(context.name(), 100);
        String description = DisplayText.escape(context.description(), 300);
        try {
            if (context.host().isEmpty()) {
                throw new EngineUnavailableException(
                        Kind.BROKEN_CONTEXT,
                        "the context '" + name + "' has no Docker endpoint (" + file + ")",
                        "Choose another context, or make it anew with 'docker context create'.");
            }
            EngineAddress address = EngineAddress.parse(context.host().get());
            return EngineCandidate.untried(
                    name,
                    Origin.CONTEXT,
                    description,
                    secured(address, context.name(), context.skipVerify()));
        } catch (EngineUnavailableException e) {
            return EngineCandidate.broken(name, Origin.CONTEXT, description, e);
        }
    }

    private EngineAddress secured(EngineAddress address, String name, boolean skipVerify) {
        if (address.isLocal() || address.scheme().equals("ssh")) {
            return address;
        }
        Path tls = folder.resolve("contexts").resolve("tls").resolve(hash(name)).resolve("docker");
        Optional<Path> ca = existing(tls.resolve("ca.pem"));
        Optional<Path> cert = existing(tls.resolve("cert.pem"));
        Optional<Path> key = existing(tls.resolve("key.pem"));
        if (ca.isEmpty() && cert.isEmpty() && key.isEmpty() && !skipVerify) {
            return address;
        }
        // A certificate without its key must be reported, not dropped.
        return address.withTls(
                new EngineAddress.Tls(
                        ca,
                        cert.isPresent() || key.isPresent()
                                ? Optional.of(tls.resolve("cert.pem"))
                                : Optional.empty(),
                        cert.isPresent() || key.isPresent()
                                ? Optional.of(tls.resolve("key.pem"))
                                : Optional.empty(),
                        !skipVerify));
    }

    private static Optional<Path> existing(Path file) {
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    private Path metaFolder(String name) {
        return folder.resolve("contexts").resolve("meta").resolve(hash(name));
    }

    private static byte[] read(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE) {
            throw new IOException("it is longer than 1 MiB");
        }
        return Files.readAllBytes(file);
    }

    private static EngineUnavailableException broken(String what, Path file, Exception e) {
        return new EngineUnavailableException(
                Kind.BROKEN_CONTEXT,
                what + " in " + file + " cannot be read: " + DisplayText.escape(why(e), 300),
                "Make it anew with 'docker context create', or remove its folder.",
                e);
    }

    private static String why(Exception e) {
        return e instanceof NoSuchFileException
                ? "the file is missing"
                : String.valueOf(e.getMessage());
    }

    private static String hash(String name) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
