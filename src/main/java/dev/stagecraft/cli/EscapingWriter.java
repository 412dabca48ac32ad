package dev.stagecraft.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/// Writes what a terminal has no letters for as JSON escapes it (RFC 8259, section 7), a backslash
/// with `u` and the code in four hexadecimal digits, instead of as a question mark, so that two
/// names that differ in such letters look different, and JSON stays what it says. A backslash stays
/// as it is, as JSON needs it to: a name that has those six characters looks like one with the
/// letter.
final class EscapingWriter extends FilterWriter {
    private final CharsetEncoder letters;

    private EscapingWriter(Writer out, CharsetEncoder letters) {
        super(out);
        this.letters = letters;
    }

    /// A writer to `out`, which writes letters of `charset`; itself where that has all there are.
    static Writer of(Writer out, Charset charset) {
        return charset.name().startsWith("UTF-")
                ? out
                : new EscapingWriter(out, charset.newEncoder());
    }

    @Override
    public void write(int c) throws IOException {
        if (letters.canEncode((char) c)) {
            out.write(c);
        } else {
            out.write("\\u%04x".formatted(c));
        }
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(text[i]);
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        write(text.toCharArray(), offset, length);
    }
}
