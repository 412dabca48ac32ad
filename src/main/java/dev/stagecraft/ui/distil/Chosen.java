package dev.stagecraft.ui.distil;

import dev.stagecraft.distil.project.FolderFiles;
import dev.stagecraft.distil.project.ProjectFiles;
import dev.stagecraft.dockerfile.Dockerfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The Dockerfile that is being rewritten.
///
/// @param name what a person calls it
/// @param origin where it comes from
/// @param file where it lies; absent for one that lies nowhere
/// @param bytes its bytes when it was read
/// @param dockerfile what they say
/// @param context the files of the build context
/// @param folder the folder of the build context; absent when there is none
/// @param target the stage that is built; absent for the last
/// @param image the image that was made from it, as the engine knows it; absent when none is known
// The bytes are read once and never written to.
@SuppressWarnings("ArrayRecordComponent")
public record Chosen(
        String name,
        Origin origin,
        Optional<Path> file,
        byte[] bytes,
        Dockerfile dockerfile,
        ProjectFiles context,
        Optional<Path> folder,
        Optional<String> target,
        Optional<String> image) {
    /// Where a Dockerfile comes from.
    public enum Origin {
        /// A file.
        FILE,
        /// The text that a bundled recording has.
        SAMPLE,
        /// Put together from an image's history: what was copied is not known exactly.
        HISTORY
    }

    /// A Dockerfile of which only the text is there.
    static Chosen ofText(String name, Origin origin, String text, Optional<String> image) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Chosen(
                name,
                origin,
                Optional.empty(),
                bytes,
                Dockerfile.parse(bytes),
                ProjectFiles.NONE,
                Optional.empty(),
                Optional.empty(),
                image);
    }

    /// The same, made into this image.
    Chosen madeInto(Optional<String> reference) {
        return new Chosen(
                name, origin, file, bytes, dockerfile, context, folder, target, reference);
    }

    /// The same file as it is now.
    Chosen readAgain() throws IOException {
        if (file.isEmpty()) {
            return this;
        }
        byte[] now = Offer.bytes(file.get());
        ProjectFiles files = folder.isPresent() ? FolderFiles.of(folder.get()) : context;
        return new Chosen(
                name, origin, file, now, Dockerfile.parse(now), files, folder, target, image);
    }

    /// The name of the file, `Dockerfile` for one that lies nowhere.
    String fileName() {
        return file.map(Path::getFileName).map(Path::toString).orElse("Dockerfile");
    }

    /// The last two names of its path, or what a person calls it where it lies nowhere.
    String shortName() {
        return file.map(
                        f -> {
                            int names = f.getNameCount();
                            return f.subpath(Math.max(0, names - 2), names).toString();
                        })
                .orElse(name);
    }

    /// Whether another is the same Dockerfile for the same purpose, so that answers hold for it.
    boolean isSamePlace(Chosen other) {
        return origin == other.origin
                && file.equals(other.file)
                && name.equals(other.name)
                && target.equals(other.target);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Chosen o
                && isSamePlace(o)
                && Arrays.equals(bytes, o.bytes)
                && image.equals(o.image);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, origin, file, Arrays.hashCode(bytes));
    }
}
