package dev.stagecraft.ui.files;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Tells text from other bytes, and in which encoding it is.
///
/// @param text the text, without a byte order mark
/// @param encoding the encoding's name; with `?` where it is only likely
record TextGuess(String text, String encoding) {
    private static final double MOST_ODD = 0.02;

    /// The bytes as text; absent when they are none.
    ///
    /// @param cut whether the bytes may end in the middle of a letter
    static Optional<TextGuess> of(byte[] bytes, boolean cut) {
        if (starts(bytes, 0xef, 0xbb, 0xbf)) {
            return decode(bytes, 3, StandardCharsets.UTF_8, "UTF-8", cut);
        }
        if (starts(bytes, 0xff, 0xfe, 0, 0)) {
            return decode(bytes, 4, Charset.forName("UTF-32LE"), "UTF-32LE", cut);
        }
        if (starts(bytes, 0, 0, 0xfe, 0xff)) {
            return decode(bytes, 4, Charset.forName("UTF-32BE"), "UTF-32BE", cut);
        }
        if (starts(bytes, 0xff, 0xfe)) {
            return decode(bytes, 2, StandardCharsets.UTF_16LE, "UTF-16LE", cut);
        }
        if (starts(bytes, 0xfe, 0xff)) {
            return decode(bytes, 2, StandardCharsets.UTF_16BE, "UTF-16BE", cut);
        }
        boolean ascii = true;
        boolean zero = false;
        for (byte b : bytes) {
            ascii &= b >= 0;
            zero |= b == 0;
        }
        if (zero) {
            return wide(bytes, cut);
        }
        Optional<TextGuess> utf8 =
                decode(bytes, 0, StandardCharsets.UTF_8, ascii ? "ASCII" : "UTF-8", cut);
        return utf8.isPresent() || ascii ? utf8 : latin(bytes);
    }

    private static boolean starts(byte[] bytes, int... with) {
        if (bytes.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((bytes[i] & 0xff) != with[i]) {
                return false;
            }
        }
        return true;
    }

    /// UTF-16 without a mark: mostly ASCII letters, every other byte being zero.
    private static Optional<TextGuess> wide(byte[] bytes, boolean cut) {
        int[] zeros = new int[2];
        for (int i = 0; i < bytes.length; i++) {
            zeros[i & 1] += bytes[i] == 0 ? 1 : 0;
        }
        int half = Math.max(1, bytes.length / 2);
        if (zeros[1] > half * 0.7 && zeros[0] < half * 0.05) {
            return decode(bytes, 0, StandardCharsets.UTF_16LE, "UTF-16LE?", cut);
        }
        if (zeros[0] > half * 0.7 && zeros[1] < half * 0.05) {
            return decode(bytes, 0, StandardCharsets.UTF_16BE, "UTF-16BE?", cut);
        }
        return Optional.empty();
    }

    /// Neither ASCII nor UTF-8, yet without control characters: the old encodings of the west.
    private static Optional<TextGuess> latin(byte[] bytes) {
        int high = 0;
        for (byte b : bytes) {
            high += b < 0 ? 1 : 0;
        }
        if (high > bytes.length * 0.3) {
            return Optional.empty();
        }
        Charset windows = Charset.forName("windows-1252");
        return likely(new String(bytes, windows), "windows-1252?");
    }

    private static Optional<TextGuess> decode(
            byte[] bytes, int from, Charset charset, String name, boolean cut) {
        CharsetDecoder decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(bytes.length - from + 1);
        CoderResult result = decoder.decode(in, out, !cut);
        // What is left of a letter at the cut is no error.
        if (result.isError() && !(cut && in.remaining() < 4)) {
            return Optional.empty();
        }
        return likely(out.flip().toString(), name);
    }

    private static Optional<TextGuess> likely(String text, String name) {
        int odd = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && "\t\n\r\f\b\u001b".indexOf(c) < 0) {
                odd++;
            }
        }
        return odd > text.length() * MOST_ODD
                ? Optional.empty()
                : Optional.of(new TextGuess(text, name));
    }
}
