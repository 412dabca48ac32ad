package dev.stagecraft.ui.files;

import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileVersion;
import dev.stagecraft.ui.support.RunningTask;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Texts;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleLongProperty;
import org.jspecify.annotations.Nullable;

/// What is to be seen of the bytes of the selected file: a page of text or of bytes, or a picture.
/// Nothing is run, and no more is read than is shown.
public final class PreviewViewModel {
    /// How many bytes are shown at once.
    static final int PAGE = 64 * 1024;

    /// How many bytes are read for the pages around when reading takes an export of the image.
    static final int PIECE = 4 << 20;

    /// Where a page may begin, so that lines of hexadecimal stay lines.
    private static final int GRAIN = 16;

    /// Pictures up to this size are read whole.
    static final int LARGEST_PICTURE = 16 << 20;

    private static final int LONGEST_LINE = 2_000;

    private final Tasks tasks;
    private final Texts texts = Texts.of(PreviewViewModel.class);
    private final ReadOnlyObjectWrapper<Preview> preview =
            new ReadOnlyObjectWrapper<>(this, "preview", new Preview.None());
    private final LongProperty offset = new SimpleLongProperty(this, "offset");
    private final ReadOnlyBooleanWrapper turning = new ReadOnlyBooleanWrapper(this, "turning");

    private Optional<FileVersion> version = Optional.empty();
    private Optional<FileContents> contents = Optional.empty();
    private String path = "";
    private Piece piece = Piece.NONE;
    private @Nullable RunningTask running;

    /// Bytes that were read of a file.
    private static final class Piece {
        static final Piece NONE = new Piece(0, new byte[0]);

        private final long from;
        private final byte[] bytes;

        Piece(long from, byte[] bytes) {
            this.from = from;
            this.bytes = bytes;
        }

        /// A page of it; absent where it does not have all of that.
        Optional<byte[]> page(long at, long size) {
            long end = Math.min(size, at + PAGE);
            return at < from || end > from + bytes.length
                    ? Optional.empty()
                    : Optional.of(Arrays.copyOfRange(bytes, (int) (at - from), (int) (end - from)));
        }
    }

    private record Read(Preview preview, Piece piece) {}

    PreviewViewModel(Tasks tasks) {
        this.tasks = tasks;
    }

    ReadOnlyObjectProperty<Preview> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    /// Where the page begins, in bytes from the file's beginning.
    LongProperty offsetProperty() {
        return offset;
    }

    /// Whether another page is being read while the one before it is still shown.
    ReadOnlyBooleanProperty turningProperty() {
        return turning.getReadOnlyProperty();
    }

    /// The size of the file in bytes.
    long size() {
        return version.map(FileVersion::size).orElse(0L);
    }

    /// What the file is called.
    String path() {
        return path;
    }

    boolean hasNext() {
        return offset.get() + PAGE < size();
    }

    boolean hasPrevious() {
        return offset.get() > 0;
    }

    /// Goes to another file.
    void show(Optional<FileVersion> now, String path, Optional<FileContents> from) {
        version = now.filter(v -> v.kind() == FileKind.FILE);
        contents = from;
        this.path = path;
        piece = Piece.NONE;
        offset.set(0);
        cancel();
        if (version.isEmpty()) {
            preview.set(new Preview.None());
        } else if (size() == 0) {
            preview.set(new Preview.Empty());
        } else if (from.isEmpty()) {
            preview.set(new Preview.NoContents());
        } else if (!from.get().isQuick()) {
            preview.set(new Preview.Waiting());
        } else {
            load();
        }
    }

    /// Reads the page.
    void load() {
        read(offset.get());
    }

    private void read(long at) {
        if (version.isEmpty() || contents.isEmpty()) {
            return;
        }
        cancel();
        FileVersion of = version.get();
        FileContents from = contents.get();
        Piece known = piece;
        boolean shown =
                preview.get() instanceof Preview.Text || preview.get() instanceof Preview.Hex;
        if (shown) {
            turning.set(true);
        } else {
            preview.set(new Preview.Loading());
        }
        RunningTask[] own = new RunningTask[1];
        own[0] =
                tasks.of(
                                texts.text("preview.reading", DisplayText.escape(path, 80)),
                                progress -> read(from, of, at, known, progress))
                        .onSuccess(read -> {
                            offset.set(at);
                            piece = read.piece();
                            preview.set(read.preview());
                        })
                        .onFailure(e ->
                                preview.set(
                                        new Preview.Failed(
                                                DisplayText.escape(
                                                        e.getMessage() == null
                                                                ? e.toString()
                                                                : e.getMessage()))))
                        .onCancelled(() -> {
                            if (version.filter(of::equals).isPresent()
                                    && preview.get() instanceof Preview.Loading) {
                                preview.set(new Preview.Waiting());
                            }
                        })
                        .onEnd(() -> {
                            if (running == own[0]) {
                                running = null;
                                turning.set(false);
                            }
                        })
                        .start();
        running = own[0];
    }

    /// Stops reading. A page that is shown stays.
    void cancel() {
        if (running != null) {
            running.cancel();
            running = null;
            turning.set(false);
        }
    }

    /// Goes a page on or back.
    void turn(int pages) {
        goTo(offset.get() + (long) pages * PAGE);
    }

    /// Goes to the page that begins at a byte, or as near to it as there is one.
    void goTo(long at) {
        long last = Math.max(0, size() - 1) / PAGE * PAGE;
        read(Math.clamp(at, 0, last) / GRAIN * GRAIN);
    }

    private static Read read(
            FileContents from,
            FileVersion version,
            long at,
            Piece known,
            dev.stagecraft.ui.support.Progress progress)
            throws Exception {
        Piece piece = known;
        Optional<byte[]> page = known.page(at, version.size());
        if (page.isEmpty()) {
            int length = from.isQuick() ? PAGE : PIECE;
            piece = new Piece(at, from.read(version, at, length, progress));
            page = Optional.of(Arrays.copyOf(piece.bytes, Math.min(PAGE, piece.bytes.length)));
        }
        return new Read(read(from, version, at, page.get(), progress), piece);
    }

    private static Preview read(
            FileContents from,
            FileVersion version,
            long at,
            byte[] page,
            dev.stagecraft.ui.support.Progress progress)
            throws Exception {
        boolean small = version.size() <= LARGEST_PICTURE;
        if (at == 0) {
            Optional<PictureSize> size = PictureSize.of(page);
            if (size.filter(PictureSize::isBearable).isPresent() && small) {
                byte[] whole =
                        page.length == version.size()
                                ? page
                                : from.read(version, 0, (int) version.size(), progress);
                return new Preview.Picture(whole, size.get().width(), size.get().height());
            }
            if (size.filter(s -> s.width() > 0 && s.height() > 0).isPresent()) {
                return new Preview.Hex(HexDump.of(page, at), size);
            }
        }
        return of(page, at, at + page.length < version.size());
    }

    /// A page as text, or else as bytes.
    static Preview of(byte[] page, long at, boolean more) {
        // A page in the middle of UTF-8 text may begin in the middle of a letter.
        OptionalInt start = letterStart(page, at);
        byte[] body =
                start.isPresent() ? Arrays.copyOfRange(page, start.getAsInt(), page.length) : page;
        Optional<TextGuess> guess = TextGuess.of(body, more);
        if (guess.isEmpty()) {
            return new Preview.Hex(HexDump.of(page, at), Optional.empty());
        }
        String text = guess.get().text().replace("\r\n", "\n");
        SecretMask mask = SecretMask.of(text);
        return new Preview.Text(fit(mask.text()), guess.get().encoding(), mask.hidden(), fit(text));
    }

    private static OptionalInt letterStart(byte[] page, long at) {
        int skip = 0;
        while (at > 0 && skip < 3 && skip < page.length && (page[skip] & 0xc0) == 0x80) {
            skip++;
        }
        return skip == 0 ? OptionalInt.empty() : OptionalInt.of(skip);
    }

    /// Escaped, and with very long lines cut: a minified script is one line of megabytes.
    private static String fit(String text) {
        StringBuilder out = new StringBuilder(text.length() + 64);
        for (String line : text.split("\n", -1)) {
            out.append(out.isEmpty() ? "" : "\n");
            out.append(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line);
        }
        return DisplayText.escapeLines(out.toString());
    }
}
