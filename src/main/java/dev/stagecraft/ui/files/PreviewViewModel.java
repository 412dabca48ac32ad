package dev.stagecraft.ui.files;

import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileVersion;
import dev.stagecraft.ui.support.RunningTask;
import dev.stagecraft.ui.support.Tasks;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleLongProperty;
import org.jspecify.annotations.Nullable;

/// What is to be seen of the bytes of the selected file: a page of text or of bytes, or a picture.
/// Nothing is run, and no more is read than is shown.
public final class PreviewViewModel {
    /// How many bytes are shown at once.
    static final int PAGE = 64 * 1024;

    /// Pictures up to this size are read whole.
    static final int LARGEST_PICTURE = 16 << 20;

    private static final int LONGEST_LINE = 2_000;

    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<Preview> preview =
            new ReadOnlyObjectWrapper<>(this, "preview", new Preview.None());
    private final LongProperty offset = new SimpleLongProperty(this, "offset");

    private Optional<FileVersion> version = Optional.empty();
    private Optional<FileContents> contents = Optional.empty();
    private String path = "";
    private @Nullable RunningTask running;

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
        offset.set(0);
        if (running != null) {
            running.cancel();
        }
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
        if (version.isEmpty() || contents.isEmpty()) {
            return;
        }
        if (running != null) {
            running.cancel();
        }
        FileVersion of = version.get();
        FileContents from = contents.get();
        long at = offset.get();
        preview.set(new Preview.Loading());
        running =
                tasks.of(DisplayText.escape(path, 80), progress -> read(from, of, at, progress))
                        .onSuccess(preview::set)
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
                        .start();
    }

    /// Stops reading.
    void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    /// Goes a page on or back.
    void turn(int pages) {
        long last = Math.max(0, (size() - 1) / PAGE) * PAGE;
        offset.set(Math.clamp(offset.get() + (long) pages * PAGE, 0, last));
        load();
    }

    private static Preview read(
            FileContents from,
            FileVersion version,
            long at,
            dev.stagecraft.ui.support.Progress progress)
            throws Exception {
        boolean small = version.size() <= LARGEST_PICTURE;
        byte[] page = from.read(version, at, PAGE, progress);
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
