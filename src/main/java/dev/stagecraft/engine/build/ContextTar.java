package dev.stagecraft.engine.build;

import dev.stagecraft.dockerfile.DockerIgnore;
import dev.stagecraft.engine.BuildContextException;
import dev.stagecraft.image.ByteSize;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A build's context as a tar archive that is made while it is read: nothing of it is kept in
/// memory or in a temporary file.
///
/// Where the Dockerfile is not the one in the folder, it is added under a name of its own, and that
/// name to the ignore file, so that the classic builder removes it before the first `COPY`, as the
/// Docker command line does.
final class ContextTar extends InputStream {
    private static final String IGNORE_FILE = ".dockerignore";

    private final Iterator<ContextFiles.Entry> entries;
    private final String dockerfileName;
    private final AtomicLong sent = new AtomicLong();
    private final long total;

    /// What is handed out now; null between two entries.
    private @Nullable InputStream current;

    private int paddingLeft;
    private boolean endWritten;

    private ContextTar(
            List<ContextFiles.Entry> files, byte[] head, String dockerfileName, long total) {
        this.entries = files.iterator();
        this.current = new ByteArrayInputStream(head);
        this.dockerfileName = dockerfileName;
        this.total = total;
    }

    /// Lists the files of a request's context and prepares to send them.
    static ContextTar of(BuildRequest request) throws BuildContextException {
        Path folder = request.context();
        byte[] dockerfile = request.dockerfile().getBytes(StandardCharsets.UTF_8);
        Optional<String> ignoreName = ignoreFileName(folder, request.dockerfileName());
        byte[] ignoreText =
                ignoreName.isPresent() ? read(folder.resolve(ignoreName.get())) : new byte[0];
        DockerIgnore ignore = DockerIgnore.parse(ignoreText);
        boolean plain =
                isSame(folder.resolve(request.dockerfileName()), dockerfile)
                        && ignoreName.map(IGNORE_FILE::equals).orElse(true);
        List<ContextFiles.Entry> files =
                ContextFiles.list(
                        folder,
                        ignore,
                        plain ? Set.of(request.dockerfileName(), IGNORE_FILE) : Set.of());
        String name =
                plain
                        ? request.dockerfileName()
                        : ".dockerfile." + hash(dockerfile).substring(0, 20);
        byte[] head = plain ? new byte[0] : added(folder, ignore, name, dockerfile);
        if (!plain) {
            files = files.stream().filter(e -> !e.path().equals(IGNORE_FILE)).toList();
        }
        long bytes =
                files.stream()
                        .filter(e -> e.attributes().isRegularFile())
                        .mapToLong(e -> e.attributes().size())
                        .sum();
        if (bytes > request.maxContextBytes()) {
            throw new BuildContextException(
                    "the build's context is "
                            + ByteSize.format(bytes)
                            + ", more than the "
                            + ByteSize.format(request.maxContextBytes())
                            + " allowed",
                    "Leave what the build does not need out with .dockerignore.",
                    null);
        }
        return new ContextTar(files, head, name, bytes);
    }

    /// The ignore file that counts for a Dockerfile; absent when there is none.
    static Optional<String> ignoreFileName(Path folder, String dockerfileName) {
        return DockerIgnore.fileNames(dockerfileName).stream()
                .filter(name -> Files.isRegularFile(folder.resolve(name)))
                .findFirst();
    }

    /// The Dockerfile, and an ignore file that makes the builder remove it. The folder's own ignore
    /// file stays part of the context where it is not ignored itself.
    private static byte[] added(Path folder, DockerIgnore ignore, String name, byte[] dockerfile)
            throws BuildContextException {
        Path own = folder.resolve(IGNORE_FILE);
        boolean kept = Files.isRegularFile(own) && !ignore.ignores(IGNORE_FILE);
        String patterns =
                kept
                        ? new String(read(own), StandardCharsets.UTF_8) + "\n" + name + "\n"
                        : name + "\n" + IGNORE_FILE + "\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        entry(out, name, dockerfile);
        entry(out, IGNORE_FILE, patterns.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static void entry(ByteArrayOutputStream out, String name, byte[] content) {
        out.writeBytes(TarHeader.of(TarHeader.FILE, name, "", content.length, 0_644, 0));
        out.writeBytes(content);
        out.writeBytes(new byte[TarHeader.padding(content.length)]);
    }

    private static boolean isSame(Path file, byte[] text) throws BuildContextException {
        return Files.isRegularFile(file) && Arrays.equals(read(file), text);
    }

    private static byte[] read(Path file) throws BuildContextException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw ContextFiles.unreadable(file, e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The Dockerfile's name in the archive.
    String dockerfileName() {
        return dockerfileName;
    }

    /// How many bytes of files have been handed out. May be read from any thread.
    long sent() {
        return sent.get();
    }

    /// How many bytes of files there are.
    long total() {
        return total;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            InputStream from = current;
            if (from == null) {
                if (!next()) {
                    return -1;
                }
                continue;
            }
            int count = from.read(buffer, offset, length);
            if (count > 0) {
                return count;
            }
            from.close();
            current = paddingLeft > 0 ? new ByteArrayInputStream(new byte[paddingLeft]) : null;
            paddingLeft = 0;
        }
    }

    private boolean next() throws IOException {
        if (!entries.hasNext()) {
            if (endWritten) {
                return false;
            }
            endWritten = true;
            current = new ByteArrayInputStream(new byte[2 * TarHeader.BLOCK]);
            return true;
        }
        ContextFiles.Entry entry = entries.next();
        Instant modified = entry.attributes().lastModifiedTime().toInstant();
        if (entry.attributes().isDirectory()) {
            current = header(TarHeader.FOLDER, entry.path() + "/", "", 0, entry, modified);
        } else if (entry.attributes().isSymbolicLink()) {
            String target = Files.readSymbolicLink(entry.file()).toString().replace('\\', '/');
            current = header(TarHeader.LINK, entry.path(), target, 0, entry, modified);
        } else {
            long size = entry.attributes().size();
            InputStream content;
            try {
                content = Files.newInputStream(entry.file());
            } catch (IOException e) {
                throw ContextFiles.unreadable(entry.file(), e);
            }
            current =
                    new SequenceInputStream(
                            header(TarHeader.FILE, entry.path(), "", size, entry, modified),
                            new Content(content, size, entry.file()));
            paddingLeft = TarHeader.padding(size);
        }
        return true;
    }

    private static InputStream header(
            char type,
            String name,
            String target,
            long size,
            ContextFiles.Entry entry,
            Instant modified) {
        return new ByteArrayInputStream(
                TarHeader.of(type, name, target, size, mode(entry), modified.getEpochSecond()));
    }

    /// The permissions, or what the Docker command line sends from systems that have none.
    private static int mode(ContextFiles.Entry entry) {
        if (entry.attributes().isSymbolicLink()) {
            return 0_777;
        }
        try {
            Object mode = Files.getAttribute(entry.file(), "unix:mode", LinkOption.NOFOLLOW_LINKS);
            return mode instanceof Integer bits ? bits & 0_7777 : 0_755;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return 0_755;
        }
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
        }
    }

    /// Exactly as many bytes of a file as its header says: one that grows is cut, one that became
    /// shorter ends the build, because all that follows would be shifted.
    private final class Content extends InputStream {
        private final InputStream file;
        private final Path path;
        private long left;

        Content(InputStream file, long size, Path path) {
            this.file = file;
            this.left = size;
            this.path = path;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count;
            try {
                count = file.read(buffer, offset, (int) Math.min(left, length));
            } catch (IOException e) {
                throw ContextFiles.unreadable(path, e);
            }
            if (count < 0) {
                throw new BuildContextException(
                        "the file " + path + " became shorter while it was sent",
                        "Build again when nothing writes to it.",
                        null);
            }
            left -= count;
            sent.addAndGet(count);
            return count;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
