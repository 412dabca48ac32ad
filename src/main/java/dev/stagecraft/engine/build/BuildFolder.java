package dev.stagecraft.engine.build;

import dev.stagecraft.engine.run.ProcessMark;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder for temporary files of one build with BuildKit: the Dockerfile as text that need not
/// be on disk elsewhere, its ignore rules, and where the builder writes the image's id. Its name
/// says which process made it.
final class BuildFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BuildFolder.class);
    private static final String PREFIX = "stagecraft-build-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9a-f-]{5,60})_\\d+");
    private static final String DOCKERFILE = "Dockerfile";
    private static final String IGNORE = "Dockerfile.dockerignore";
    private static final String IMAGE_ID = "image-id";

    private final Path folder;

    private BuildFolder(Path folder) {
        this.folder = folder;
    }

    /// Where such folders lie.
    static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /// Makes one and writes what is to be built into it.
    ///
    /// @throws IOException when there is no room
    static BuildFolder of(BuildRequest request) throws IOException {
        BuildFolder made =
                new BuildFolder(
                        Files.createTempDirectory(
                                PREFIX + ProcessMark.ofThisProcess().tag() + "_"));
        try {
            made.write(request);
            return made;
        } catch (IOException | RuntimeException e) {
            made.close();
            throw e;
        }
    }

    private void write(BuildRequest request) throws IOException {
        Files.writeString(dockerfile(), request.dockerfile());
        Optional<String> ignore =
                ContextTar.ignoreFileName(request.context(), request.dockerfileName());
        if (ignore.isPresent()) {
            Files.write(
                    folder.resolve(IGNORE),
                    Files.readAllBytes(request.context().resolve(ignore.get())));
        }
    }

    Path dockerfile() {
        return folder.resolve(DOCKERFILE);
    }

    /// Where the builder is to write which image it built.
    Path imageId() {
        return folder.resolve(IMAGE_ID);
    }

    @Override
    public void close() {
        remove();
    }

    /// Removes what a build leaves in it, and the folder unless a person put something there.
    ///
    /// @return whether it is gone
    private boolean remove() {
        try {
            for (String name : List.of(DOCKERFILE, IGNORE, IMAGE_ID)) {
                Files.deleteIfExists(folder.resolve(name));
            }
            // The builder writes the id beside its place first, and may be killed between.
            try (DirectoryStream<Path> halves =
                    Files.newDirectoryStream(folder, ".tmp-" + IMAGE_ID + "*")) {
                for (Path half : halves) {
                    Files.delete(half);
                }
            }
            Files.delete(folder);
            return true;
        } catch (NoSuchFileException e) {
            return Files.notExists(folder);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("{} stays until the next start", folder, e);
            return false;
        }
    }

    /// Removes the folders of this user's processes that have ended without doing so.
    ///
    /// @param temporary where such folders lie
    /// @return how many
    static int removeAbandoned(Path temporary) {
        int removed = 0;
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(temporary, BuildFolder::isAbandoned)) {
            UserPrincipal user =
                    temporary
                            .getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(System.getProperty("user.name"));
            for (Path folder : folders) {
                // Others may write here too; what they named like this is not touched.
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && user.equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS))
                        && new BuildFolder(folder).remove()) {
                    removed++;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("what earlier builds left in {} stays", temporary, e);
        }
        return removed;
    }

    private static boolean isAbandoned(Path folder) {
        Matcher matcher = NAME.matcher(folder.getFileName().toString());
        return matcher.matches()
                && ProcessMark.ofTag(matcher.group(1)).filter(ProcessMark::isAbandoned).isPresent();
    }
}
