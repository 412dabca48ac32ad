package dev.stagecraft.ui.shell;

import dev.stagecraft.archive.ArchivedImage;
import dev.stagecraft.archive.ImageArchive;
import dev.stagecraft.archive.Limits;
import dev.stagecraft.archive.ReadProgress;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.explore.ChoiceNeededException;
import dev.stagecraft.ui.support.Progress;
import dev.stagecraft.ui.support.Source;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// An archive on disk, and the image of it that is meant.
///
/// @param image the one that the source names, or the only one
record OpenArchive(ImageArchive archive, ArchivedImage image) implements Closeable {
    /// Opens the archive of a source.
    ///
    /// @throws ChoiceNeededException when there are several images and the source names none
    /// @throws IOException when it cannot be read, or holds no image
    static OpenArchive of(Source.OfArchive source, Progress progress)
            throws IOException, ChoiceNeededException {
        ImageArchive archive =
                ImageArchive.open(source.path(), Limits.standard(), watching(progress));
        try {
            return new OpenArchive(archive, choose(source, archive.images()));
        } catch (IOException | ChoiceNeededException e) {
            archive.close();
            throw e;
        }
    }

    /// Tells a task how far a reading is, and the reading when the task is cancelled.
    static ReadProgress watching(Progress progress) {
        return new ReadProgress() {
            @Override
            public void read(long done, long total) {
                progress.update(done, total);
            }

            @Override
            public boolean isCancelled() {
                return progress.isCancelled();
            }
        };
    }

    private static ArchivedImage choose(Source.OfArchive source, List<ArchivedImage> images)
            throws IOException, ChoiceNeededException {
        if (source.image().isPresent()) {
            return images.stream()
                    .filter(image -> image.id().toString().equals(source.image().get()))
                    .findFirst()
                    .orElseThrow(() ->
                            new FileNotFoundException(
                                    "the archive no longer has the image " + source.image().get()));
        }
        if (images.size() == 1) {
            return images.getFirst();
        }
        List<String> labels = ArchivedImage.labels(images);
        throw new ChoiceNeededException(
                IntStream.range(0, images.size())
                        .mapToObj(i -> option(source, images.get(i), labels.get(i)))
                        .toList(),
                ArchivedImage.isOneForSeveralPlatforms(images));
    }

    private static ChoiceNeededException.Option option(
            Source.OfArchive source, ArchivedImage image, String label) {
        return new ChoiceNeededException.Option(
                DisplayText.escape(label, 200),
                new Source.OfArchive(
                        source.path(),
                        Optional.of(image.id().toString()),
                        image.platform().map(Object::toString)),
                image.absence().map(DisplayText::escape));
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
