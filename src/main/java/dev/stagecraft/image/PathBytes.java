package dev.stagecraft.image;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Names are bytes: how they become text and come back.
public final class PathBytes {
    private PathBytes() {}

    /// The bytes as text: UTF-8, and each byte that is none as `\xNN`. The text is not escaped
    /// otherwise; see [DisplayText].
    public static String text(byte[] bytes, int offset, int length) {
        boolean ascii = true;
        for (int i = 0; i < length && ascii; i++) {
            ascii = bytes[offset + i] >= 0;
        }
        if (ascii) {
            return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, offset, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return mixedText(bytes, offset, length);
        }
    }

    /// As [#text(byte\[\], int, int)] of all bytes.
    public static String text(byte[] bytes) {
        return text(bytes, 0, bytes.length);
    }

    /// The bytes that [#text] wrote so: UTF-8, `\xNN` being one byte. A name that really holds a
    /// backslash, an `x` and two digits is not told apart; [FileTree#find(String)] tries it first.
    public static byte[] bytes(String text) {
        if (text.indexOf("\\x") < 0) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        Column.Bytes out = new Column.Bytes();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("\\x", at) && at + 4 <= text.length()) {
                int high = Character.digit(text.charAt(at + 2), 16);
                int low = Character.digit(text.charAt(at + 3), 16);
                if (high >= 0 && low >= 0) {
                    out.add(high << 4 | low);
                    at += 4;
                    continue;
                }
            }
            int width = Character.charCount(text.codePointAt(at));
            byte[] utf8 = text.substring(at, at + width).getBytes(StandardCharsets.UTF_8);
            out.add(utf8, 0, utf8.length);
            at += width;
        }
        return java.util.Arrays.copyOf(out.at, out.size);
    }

    private static String mixedText(byte[] bytes, int offset, int length) {
        StringBuilder text = new StringBuilder(length + 16);
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int width = sequence(bytes, at, end);
            if (width == 0) {
                text.append("\\x").append(String.format(Locale.ROOT, "%02x", bytes[at] & 0xff));
                at++;
            } else {
                text.append(new String(bytes, at, width, StandardCharsets.UTF_8));
                at += width;
            }
        }
        return text.toString();
    }

    /// The length of the well-formed UTF-8 sequence that begins here, or 0.
    private static int sequence(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        int width = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || at + width > end) {
            return 0;
        }
        int codePoint = first & (0x7f >> width);
        for (int i = 1; i < width; i++) {
            int next = bytes[at + i] & 0xff;
            if ((next & 0xc0) != 0x80) {
                return 0;
            }
            codePoint = codePoint << 6 | (next & 0x3f);
        }
        boolean shortest = width == 2 || (width == 3 ? codePoint >= 0x800 : codePoint >= 0x10000);
        boolean surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
        return shortest && !surrogate && codePoint <= 0x10ffff ? width : 0;
    }

    static int compare(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
        return java.util.Arrays.compareUnsigned(a, aFrom, aTo, b, bFrom, bTo);
    }
}
