package dev.stagecraft.ui.files;

import java.util.Optional;

/// What is to be seen of a file's bytes.
sealed interface Preview {
    /// Nothing is selected, or it is no file.
    record None() implements Preview {}

    /// It has no bytes.
    record Empty() implements Preview {}

    /// Reading takes a while, so it waits to be asked for.
    record Waiting() implements Preview {}

    /// There is nothing to read it from.
    record NoContents() implements Preview {}

    /// Being read.
    record Loading() implements Preview {}

    /// Text.
    ///
    /// @param shown fit to be shown, with what is secret hidden
    /// @param encoding what the bytes are taken for
    /// @param hidden how many pieces are hidden
    /// @param whole the text with nothing hidden, fit to be shown
    record Text(String shown, String encoding, int hidden, String whole) implements Preview {}

    /// Bytes in hexadecimal.
    ///
    /// @param tooLarge of a picture that is too large to be drawn: its size
    record Hex(String shown, Optional<PictureSize> tooLarge) implements Preview {}

    /// A picture.
    final class Picture implements Preview {
        private final byte[] bytes;
        private final int width;
        private final int height;

        /// Takes the file's bytes and what they say of the picture's size in pixels.
        Picture(byte[] bytes, int width, int height) {
            this.bytes = bytes;
            this.width = width;
            this.height = height;
        }

        /// The file.
        java.io.InputStream open() {
            return new java.io.ByteArrayInputStream(bytes);
        }

        int width() {
            return width;
        }

        int height() {
            return height;
        }
    }

    /// It could not be read.
    record Failed(String message) implements Preview {}
}
