package dev.stagecraft.engine.build;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Headers of a tar archive as POSIX.1-2001 has them (`pax`), with extended records where a name or
/// size does not fit.
final class TarHeader {
    static final int BLOCK = 512;

    static final char FILE = '0';
    static final char LINK = '2';
    static final char FOLDER = '5';
    private static final char EXTENDED = 'x';
    private static final long LARGEST_SIZE = 0_77777777777L;

    private TarHeader() {}

    /// The blocks before an entry's content. Owner and group are root, as the Docker command line
    /// sends them.
    ///
    /// @param name with a slash at its end for a folder
    /// @param target where a symbolic link leads; empty for others
    static byte[] of(
            char type, String name, String target, long size, int mode, long modifiedSeconds) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] targetBytes = target.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        if (nameBytes.length > 100 || !isAscii(nameBytes)) {
            records.writeBytes(record("path", nameBytes));
        }
        if (targetBytes.length > 100 || !isAscii(targetBytes)) {
            records.writeBytes(record("linkpath", targetBytes));
        }
        if (size > LARGEST_SIZE) {
            records.writeBytes(
                    record("size", Long.toString(size).getBytes(StandardCharsets.US_ASCII)));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (records.size() > 0) {
            byte[] extended = records.toByteArray();
            out.writeBytes(
                    block(
                            EXTENDED,
                            "PaxHeaders/x".getBytes(StandardCharsets.US_ASCII),
                            new byte[0],
                            extended.length,
                            0_644,
                            modifiedSeconds));
            out.writeBytes(extended);
            out.writeBytes(new byte[padding(extended.length)]);
        }
        out.writeBytes(
                block(
                        type,
                        nameBytes,
                        targetBytes,
                        Math.min(size, LARGEST_SIZE),
                        mode,
                        modifiedSeconds));
        return out.toByteArray();
    }

    /// How many bytes fill up the last block of a content.
    static int padding(long size) {
        return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    private static byte[] block(
            char type, byte[] name, byte[] target, long size, int mode, long modifiedSeconds) {
        byte[] header = new byte[BLOCK];
        System.arraycopy(name, 0, header, 0, Math.min(name.length, 100));
        octal(header, 100, 8, mode);
        octal(header, 108, 8, 0);
        octal(header, 116, 8, 0);
        octal(header, 124, 12, size);
        octal(header, 136, 12, Math.clamp(modifiedSeconds, 0, LARGEST_SIZE));
        Arrays.fill(header, 148, 156, (byte) ' ');
        header[156] = (byte) type;
        System.arraycopy(target, 0, header, 157, Math.min(target.length, 100));
        System.arraycopy("ustar\0".getBytes(StandardCharsets.US_ASCII), 0, header, 257, 6);
        header[263] = '0';
        header[264] = '0';
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        octal(header, 148, 7, sum);
        return header;
    }

    private static void octal(byte[] header, int at, int length, long value) {
        long rest = value;
        for (int i = length - 2; i >= 0; i--) {
            header[at + i] = (byte) ('0' + (rest & 7));
            rest >>>= 3;
        }
        header[at + length - 1] = 0;
    }

    /// `LENGTH key=value\n`, the length counting itself.
    private static byte[] record(String key, byte[] value) {
        int body = key.length() + value.length + 3;
        int length = body + Integer.toString(body).length();
        if (Integer.toString(length).length() > Integer.toString(body).length()) {
            length = body + Integer.toString(length).length();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((length + " " + key + "=").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(value);
        out.write('\n');
        return out.toByteArray();
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
