package dev.stagecraft.ui.shell;

import dev.stagecraft.archive.ArchivedImage;
import dev.stagecraft.archive.ImageArchive;
import dev.stagecraft.archive.ImageFiles;
import dev.stagecraft.archive.Limits;
import dev.stagecraft.archive.ReadProgress;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineStream;
import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.Image;
import dev.stagecraft.ui.support.Progress;
import dev.stagecraft.ui.support.Texts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the bytes of an image's files come from.
sealed interface BytesOrigin {
    /// Whether a file's bytes can be had without reading the whole image once more.
    boolean isQuick();

    /// What reads them; its readings are cancelled with the work that `progress` is of.
    ImageFiles files(Progress progress) throws IOException;

    /// Tells a task how far a reading is, and the reading when the task is cancelled.
    default ReadProgress watch(Progress progress, Texts texts) {
        return OpenArchive.watching(progress);
    }

    /// Lets go of what it holds open.
    void close();

    /// An archive on disk, held open.
    record OfArchive(OpenArchive open, ImageFiles files) implements BytesOrigin {
        private static final Logger LOG = LoggerFactory.getLogger(OfArchive.class);

        static OfArchive of(OpenArchive open) {
            return new OfArchive(open, ImageFiles.of(open.archive(), open.image()));
        }

        @Override
        public boolean isQuick() {
            return true;
        }

        @Override
        public ImageFiles files(Progress progress) {
            return files;
        }

        @Override
        public void close() {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("closing an archive", e);
            }
        }
    }

    /// An engine: each reading is an export of its own, which ends as soon as the file has gone by.
    final class OfEngine implements BytesOrigin {
        private final Engine engine;
        private final Digest id;
        private final List<DiffId> layers;
        private final long size;
        private ImageFiles files;

        /// @param size the bytes that an export is likely to have; 0 when not known
        OfEngine(Engine engine, Digest id, List<DiffId> layers, long size) {
            this.engine = engine;
            this.id = id;
            this.layers = layers;
            this.size = size;
            files =
                    ImageFiles.of(
                            () -> engine.export(id.toString(), Optional.empty()),
                            layers,
                            Limits.standard());
        }

        /// Takes where the layers lie in an export, once one was read.
        synchronized void found(ArchivedImage where) {
            files =
                    ImageFiles.of(
                            () -> engine.export(id.toString(), Optional.empty()),
                            where,
                            Limits.standard());
        }

        @Override
        public boolean isQuick() {
            return false;
        }

        /// Older engines pack the whole image before the first byte comes.
        @Override
        public ReadProgress watch(Progress progress, Texts texts) {
            progress.message(texts.text("files.packing"));
            return new ReadReport(progress, size, texts);
        }

        @Override
        public synchronized ImageFiles files(Progress progress) {
            return files.from(() -> export(progress));
        }

        @Override
        public void close() {}

        private EngineStream export(Progress progress) throws IOException {
            EngineStream stream = engine.export(id.toString(), Optional.empty());
            progress.onCancel(stream);
            return stream;
        }

        /// The image of an export that has these layers; else the only one.
        ///
        /// @throws IOException when the export holds no image
        ArchivedImage choose(ImageArchive archive) throws IOException {
            List<ArchivedImage> held =
                    archive.images().stream().filter(i -> i.image().isPresent()).toList();
            return held.stream()
                    .filter(i -> i.image().map(Image::diffIds).filter(layers::equals).isPresent())
                    .findFirst()
                    .or(() -> held.stream().findFirst())
                    .orElseThrow(() -> new IOException("the export holds no image"));
        }
    }
}
