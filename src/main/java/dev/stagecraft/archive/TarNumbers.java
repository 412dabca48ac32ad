package dev.stagecraft.archive;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The numbers of tar headers.
final class TarNumbers {
    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LANES = 0x00ff00ff00ff00ffL;

    private TarNumbers() {}

    /// A number in octal digits, or in base 256 where the first bit is set (GNU and star).
    ///
    /// @throws CorruptArchiveException when it is neither, or does not fit 63 bits
    static long parse(byte[] block, int offset, int length, String what)
            throws CorruptArchiveException {
        if ((block[offset] & 0x80) != 0) {
            return base256(block, offset, length, what);
        }
        int at = offset;
        int end = offset + length;
        while (at < end && (block[at] == ' ' || block[at] == 0)) {
            at++;
        }
        long value = 0;
        while (at < end && block[at] != ' ' && block[at] != 0) {
            int digit = block[at++] - '0';
            if (digit < 0 || digit > 7 || value > Long.MAX_VALUE >> 3) {
                throw new CorruptArchiveException("a tar header's " + what + " is no number");
            }
            value = (value << 3) + digit;
        }
        return value;
    }

    private static long base256(byte[] block, int offset, int length, String what)
            throws CorruptArchiveException {
        boolean negative = (block[offset] & 0x40) != 0;
        long value = negative ? -1 : 0;
        for (int i = 0; i < length; i++) {
            int b = block[offset + i] & 0xff;
            if (i == 0) {
                b = negative ? b | 0x80 : b & 0x7f;
            }
            long top = value >> 55;
            if (top != 0 && top != -1) {
                throw new CorruptArchiveException("a tar header's " + what + " is too large");
            }
            value = (value << 8) | b;
        }
        if ((value < 0) != negative) {
            throw new CorruptArchiveException("a tar header's " + what + " is too large");
        }
        return value;
    }

    /// A number in decimal digits, as PAX records have it.
    ///
    /// @throws CorruptArchiveException when it is none, or does not fit 63 bits
    static long decimal(String text, String what) throws CorruptArchiveException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new CorruptArchiveException("a PAX record's " + what + " is no number");
        }
    }

    /// A time in decimal seconds with or without a fraction, rounded down to the second.
    ///
    /// @throws CorruptArchiveException when it is none
    static long seconds(String text) throws CorruptArchiveException {
        int dot = text.indexOf('.');
        String whole = dot < 0 ? text : text.substring(0, dot);
        boolean fraction = false;
        for (int i = dot + 1; dot >= 0 && i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw new CorruptArchiveException("a PAX record's time is no number");
            }
            fraction |= c != '0';
        }
        long seconds = whole.isEmpty() || whole.equals("-") ? 0 : decimal(whole, "time");
        return whole.startsWith("-") && fraction ? seconds - 1 : seconds;
    }

    /// Whether the sum in the header is that of its bytes, read as unsigned or, as some old
    /// programs did, as signed.
    static boolean isChecked(byte[] block) {
        long stated;
        try {
            stated = parse(block, 148, 8, "checksum");
        } catch (CorruptArchiveException e) {
            return false;
        }
        // Eight bytes at a time, in four lanes of sixteen bits; this is done for every header.
        long lanes = 0;
        for (int i = 0; i < 512; i += 8) {
            long eight = (long) EIGHT.get(block, i);
            lanes += (eight & LANES) + ((eight >>> 8) & LANES);
        }
        long unsigned =
                (lanes & 0xffff)
                        + ((lanes >>> 16) & 0xffff)
                        + ((lanes >>> 32) & 0xffff)
                        + (lanes >>> 48);
        unsigned += 8 * ' ' - sumOf(block, 148, 156, 0xff);
        if (stated == unsigned) {
            return true;
        }
        long signed = sumOf(block, 0, 512, -1) + 8 * ' ' - sumOf(block, 148, 156, -1);
        return stated == signed;
    }

    private static long sumOf(byte[] block, int from, int to, int mask) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += block[i] & mask;
        }
        return sum;
    }
}
