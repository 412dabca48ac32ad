package dev.stagecraft.image;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DisplayTextTest {
    @Test
    void plainTextStaysTheSameObject() {
        String plain = "usr/share/doc/readme.txt";
        assertThat(DisplayText.escape(plain)).isSameAs(plain);
    }

    @Test
    void lettersOfAllLanguagesAndEmojiAreShown() {
        assertThat(DisplayText.escape("größe/文件/ملف/😀")).isEqualTo("größe/文件/ملف/😀");
    }

    @Test
    void whatMovesACursorOrTurnsTextAroundIsEscaped() {
        assertThat(DisplayText.escape("a\u001b[2Jb")).isEqualTo("a\\u001b[2Jb");
        assertThat(DisplayText.escape("photo_\u202egnp.exe")).isEqualTo("photo_\\u202egnp.exe");
        assertThat(DisplayText.escape("a\u200bb\ufeffc")).isEqualTo("a\\u200bb\\ufeffc");
        assertThat(DisplayText.escape("line\nfeed\ttab\r")).isEqualTo("line\\nfeed\\ttab\\r");
        assertThat(DisplayText.escape("\udb40\udc01")).isEqualTo("\\U000e0001");
        assertThat(DisplayText.escape("lone\ud800")).isEqualTo("lone\\ud800");
    }

    @Test
    void aLongTextIsCutWithAnEllipsis() {
        assertThat(DisplayText.escape("abcdef", 3)).isEqualTo("abc…");
        assertThat(DisplayText.escape("abc", 3)).isEqualTo("abc");
    }

    @Test
    void severalLinesKeepTheirBreaks() {
        assertThat(DisplayText.escapeLines("RUN a \\\n\tb\u0007"))
                .isEqualTo("RUN a \\\n\tb\\u0007");
    }

    @Property
    boolean nothingEscapedStillControls(@ForAll String text) {
        return DisplayText.escape(text)
                .codePoints()
                .noneMatch(c ->
                        Character.isISOControl(c)
                                || Character.getType(c) == Character.FORMAT
                                || Character.getType(c) == Character.SURROGATE);
    }

    @Property
    boolean escapingTwiceChangesNothingMore(@ForAll String text) {
        String once = DisplayText.escape(text);
        return DisplayText.escape(once).equals(once);
    }
}
