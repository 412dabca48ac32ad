package dev.stagecraft.ui.files;

import java.util.HexFormat;

/// Writes bytes in hexadecimal beside the letters they are, sixteen on a line.
final class HexDump {
    private static final int WIDTH = 16;

    private HexDump() {}

    /// The lines.
    ///
    /// @param offset where the bytes begin in their file
    static String of(byte[] bytes, long offset) {
        StringBuilder out = new StringBuilder(bytes.length * 5);
        HexFormat hex = HexFormat.of();
        for (int line = 0; line < bytes.length; line += WIDTH) {
            out.append("%08x ".formatted(offset + line));
            int end = Math.min(bytes.length, line + WIDTH);
            for (int i = line; i < line + WIDTH; i++) {
                out.append(i % 8 == 0 ? "  " : " ");
                out.append(i < end ? hex.toHexDigits(bytes[i]) : "  ");
            }
            out.append("  ");
            for (int i = line; i < end; i++) {
                out.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
            }
            out.append('\n');
        }
        return out.toString();
    }
}
