package dev.stagecraft.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// Writes tars in a few words, good ones and bad ones.
public final class TarBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long time = 1_700_000_000L;

    public static TarBytes tar() {
        return new TarBytes();
    }

    public TarBytes dir(String name) {
        return entry(utf8(name), '5', "", new byte[0], h -> {});
    }

    public TarBytes file(String name, String content) {
        return file(name, utf8(content));
    }

    public TarBytes file(String name, byte[] content) {
        return entry(utf8(name), '0', "", content, h -> {});
    }

    public TarBytes symlink(String name, String target) {
        return entry(utf8(name), '2', target, new byte[0], h -> {});
    }

    public TarBytes hardLink(String name, String target) {
        return entry(utf8(name), '1', target, new byte[0], h -> {});
    }

    public TarBytes device(String name, int major, int minor) {
        return entry(
                utf8(name),
                '3',
                "",
                new byte[0],
                h -> {
                    octal(h, 329, 8, major);
                    octal(h, 337, 8, minor);
                });
    }

    public TarBytes at(long seconds) {
        time = seconds;
        return this;
    }

    /// A PAX header for the next entry, `key=value` each.
    public TarBytes pax(String... records) {
        return entry(utf8("PaxHeaders/x"), 'x', "", records(records), h -> {});
    }

    public TarBytes global(String... records) {
        return entry(utf8("pax_global_header"), 'g', "", records(records), h -> {});
    }

    /// The next entry's name as GNU tar writes one that is too long.
    public TarBytes gnuLongName(String name) {
        return entry(utf8("././@LongLink"), 'L', "", utf8(name + "\0"), h -> {});
    }

    /// An entry whose header is changed before its checksum is computed.
    public TarBytes entry(
            byte[] name, char type, String link, byte[] body, Consumer<byte[]> change) {
        byte[] header = header(name, type, link, body.length);
        octal(header, 136, 12, time);
        change.accept(header);
        sum(header);
        out.writeBytes(header);
        out.writeBytes(body);
        out.writeBytes(new byte[(int) (-body.length & 511L)]);
        return this;
    }

    public TarBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /// The tar with its two blocks of zeros at the end.
    public byte[] bytes() {
        byte[] all = open();
        return Arrays.copyOf(all, all.length + 1024);
    }

    /// The tar without an end.
    public byte[] open() {
        return out.toByteArray();
    }

    public static byte[] header(byte[] name, char type, String link, long size) {
        byte[] header = new byte[512];
        System.arraycopy(name, 0, header, 0, Math.min(100, name.length));
        octal(header, 100, 8, type == '5' ? 0755 : 0644);
        octal(header, 108, 8, 0);
        octal(header, 116, 8, 0);
        octal(header, 124, 12, size);
        octal(header, 136, 12, 0);
        header[156] = (byte) type;
        byte[] target = utf8(link);
        System.arraycopy(target, 0, header, 157, Math.min(100, target.length));
        System.arraycopy(utf8("ustar\00000"), 0, header, 257, 8);
        sum(header);
        return header;
    }

    public static void octal(byte[] header, int offset, int length, long value) {
        String digits = Long.toOctalString(Math.abs(value));
        byte[] field = new byte[length];
        Arrays.fill(field, (byte) '0');
        field[length - 1] = 0;
        byte[] text = utf8(digits);
        System.arraycopy(text, 0, field, length - 1 - text.length, text.length);
        System.arraycopy(field, 0, header, offset, length);
    }

    public static void base256(byte[] header, int offset, int length, long value) {
        for (int i = 0; i < length; i++) {
            int shift = 8 * (length - 1 - i);
            header[offset + i] = (byte) (shift >= 64 ? value >> 63 : value >> shift);
        }
        header[offset] = (byte) (value < 0 ? 0xff : 0x80);
    }

    public static void sum(byte[] header) {
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        octal(header, 148, 7, sum);
        header[155] = ' ';
    }

    public static byte[] records(String... records) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String record : records) {
            int body = utf8(record).length + 2;
            int length = body + Integer.toString(body).length();
            length = body + Integer.toString(length).length();
            all.writeBytes(utf8(length + " " + record + "\n"));
        }
        return all.toByteArray();
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
