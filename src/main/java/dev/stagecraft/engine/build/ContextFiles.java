package dev.stagecraft.engine.build;

import dev.stagecraft.dockerfile.DockerIgnore;
import dev.stagecraft.engine.BuildContextException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The files of a build's context: those of its folder that its ignore file does not leave out, in
/// the order of their names, each folder before what is in it. Symbolic links are kept as they are
/// and not followed; sockets, pipes and devices are left out.
final class ContextFiles {
    /// One file.
    ///
    /// @param path with slashes, relative to the context
    /// @param file where it is
    /// @param attributes what it is
    record Entry(String path, Path file, BasicFileAttributes attributes) {}

    private static final int MAX_DEPTH = 255;
    private static final int MAX_ENTRIES = 2_000_000;

    private final DockerIgnore ignore;
    private final Set<String> always;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> listed = new HashSet<>();

    private ContextFiles(DockerIgnore ignore, Set<String> always) {
        this.ignore = ignore;
        this.always = always;
    }

    /// Lists the files.
    ///
    /// @param always paths that are kept whatever the ignore file says
    static List<Entry> list(Path folder, DockerIgnore ignore, Set<String> always)
            throws BuildContextException {
        if (!Files.isDirectory(folder)) {
            throw new BuildContextException(
                    "the build's context " + folder + " is no folder",
                    "Choose the folder that holds the files that the Dockerfile copies.",
                    null);
        }
        ContextFiles files = new ContextFiles(ignore, always);
        files.walk(folder, "", 0);
        return files.entries;
    }

    private void walk(Path folder, String prefix, int depth) throws BuildContextException {
        if (depth > MAX_DEPTH) {
            throw new BuildContextException(
                    "the build's context is deeper than " + MAX_DEPTH + " folders at " + folder,
                    "Leave the folder out with .dockerignore.",
                    null);
        }
        for (Path file : children(folder)) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            String path = prefix + file.getFileName();
            BasicFileAttributes attributes = attributes(file);
            boolean kept = always.contains(path) || !ignore.ignores(path);
            if (attributes.isDirectory()) {
                boolean mayHold = kept || !ignore.canPrune(path) || holdsAlways(path);
                if (kept) {
                    add(path, file, attributes);
                }
                if (mayHold) {
                    walk(file, path + "/", depth + 1);
                }
            } else if (kept && (attributes.isRegularFile() || attributes.isSymbolicLink())) {
                addParents(path, file);
                add(path, file, attributes);
            }
        }
    }

    private boolean holdsAlways(String folder) {
        return always.stream().anyMatch(path -> path.startsWith(folder + "/"));
    }

    /// A file that was taken back out of an ignored folder needs that folder.
    private void addParents(String path, Path file) throws BuildContextException {
        int slash = path.lastIndexOf('/');
        Path folder = file.getParent();
        if (slash > 0 && folder != null && !listed.contains(path.substring(0, slash))) {
            addParents(path.substring(0, slash), folder);
            add(path.substring(0, slash), folder, attributes(folder));
        }
    }

    private void add(String path, Path file, BasicFileAttributes attributes)
            throws BuildContextException {
        if (entries.size() >= MAX_ENTRIES) {
            throw new BuildContextException(
                    "the build's context has more than " + MAX_ENTRIES + " files",
                    "Leave what the build does not need out with .dockerignore.",
                    null);
        }
        if (listed.add(path)) {
            entries.add(new Entry(path, file, attributes));
        }
    }

    private static List<Path> children(Path folder) throws BuildContextException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        } catch (IOException | DirectoryIteratorException e) {
            throw unreadable(folder, e);
        }
        children.sort((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()));
        return children;
    }

    private static BasicFileAttributes attributes(Path file) throws BuildContextException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static BuildContextException unreadable(Path file, Exception e) {
        return new BuildContextException(
                "the build's context has a file that cannot be read: " + file,
                "Make it readable, or leave it out with .dockerignore.",
                e);
    }
}
