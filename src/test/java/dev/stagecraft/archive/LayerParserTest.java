package dev.stagecraft.archive;

import static dev.stagecraft.archive.TarBytes.tar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileNote;
import dev.stagecraft.image.LayerListing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a layer's tar says, and what of it is not to be believed.
class LayerParserTest {
    static ParsedLayer parse(byte[] tar) throws IOException {
        return LayerParser.parseAll(
                new StreamSource(new ByteArrayInputStream(tar), ReadMeter.none()),
                "sha256",
                new EntryBudget(Limits.standard()));
    }

    /// `kind path size` of each entry.
    static List<String> lines(ParsedLayer layer) {
        List<String> lines = new ArrayList<>();
        LayerListing.Cursor entry = layer.listing().cursor();
        while (entry.next()) {
            lines.add(entry.kind() + " " + entry.pathText() + " " + entry.size());
        }
        return lines;
    }

    private static LayerListing.Cursor only(ParsedLayer layer) {
        LayerListing.Cursor entry = layer.listing().cursor();
        assertThat(entry.next()).isTrue();
        return entry;
    }

    @Test
    void tellsWhiteoutsFromNamesThatOnlyLookLikeThem() throws IOException {
        ParsedLayer layer =
                parse(
                        tar().file("a/.wh.b", "")
                                .file(".wh.c", "")
                                .file("d/.wh..wh..opq", "")
                                .file(".wh..wh..opq", "")
                                .file("e/.wh.", "")
                                .file("e/.wh..", "")
                                .file("e/.wh...", "")
                                .dir(".wh.f/")
                                .file(".wh.f/g", "x")
                                .dir(".wh..wh.plnk/")
                                .file(".wh..wh.plnk/12.34", "x")
                                .file(".wh..wh.aufs", "")
                                .device("h", 0, 0)
                                .device("i", 1, 3)
                                .bytes());
        assertThat(lines(layer))
                .containsExactly(
                        "WHITEOUT a/b 0",
                        "WHITEOUT c 0",
                        "OPAQUE d 0",
                        "OPAQUE  0",
                        "FILE e/.wh. 0",
                        "FILE e/.wh.. 0",
                        "FILE e/.wh... 0",
                        "DIRECTORY .wh.f 0",
                        "FILE .wh.f/g 1",
                        "WHITEOUT h 0",
                        "CHARACTER_DEVICE i 0");
        assertThat(layer.problems()).isEmpty();
    }

    @Test
    void makesPathsNormalAndRejectsThoseThatLeadUpwards() throws IOException {
        ParsedLayer layer =
                parse(
                        tar().dir("./")
                                .file("./x", "1")
                                .file("/y", "1")
                                .file("a//./b", "1")
                                .file("../evil", "1")
                                .file("a/../../evil", "1")
                                .file("..a", "1")
                                .bytes());
        assertThat(lines(layer))
                .containsExactly(
                        "DIRECTORY  0", "FILE x 1", "FILE y 1", "FILE a/b 1", "FILE ..a 1");
        assertThat(layer.problems())
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.kind()).isEqualTo(LayerProblem.Kind.REJECTED_ENTRIES);
                    assertThat(p.message()).contains("2 entries").contains("../evil");
                });
    }

    @Test
    void paxSizeDrivesTheOffsetOfTheNextHeader() throws IOException {
        byte[] body = TarBytes.utf8("twelve bytes");
        byte[] padded = Arrays.copyOf(body, 512);
        ParsedLayer layer =
                parse(
                        tar().pax("size=12")
                                .entry(TarBytes.utf8("f"), '0', "", new byte[0], h -> {})
                                .raw(padded)
                                .file("g", "1")
                                .bytes());
        assertThat(lines(layer)).containsExactly("FILE f 12", "FILE g 1");
    }

    @Test
    void readsPaxNamesOwnersTimesAndAttributes() throws IOException {
        String path = "long/".repeat(60) + "é";
        ParsedLayer layer =
                parse(
                        tar().pax(
                                        "path=" + path,
                                        "uid=70000",
                                        "gid=5",
                                        "uname=jörg",
                                        "mtime=-1.5",
                                        "SCHILY.xattr.security.capability=\0\1")
                                .file("short", "abc")
                                .bytes());
        LayerListing.Cursor entry = only(layer);
        assertThat(entry.pathText()).isEqualTo(path);
        assertThat(entry.owner().uid()).isEqualTo(70000);
        assertThat(entry.owner().user()).isEqualTo("jörg");
        assertThat(entry.modified()).isEqualTo(-2);
        assertThat(FileNote.CAPABILITIES.in(entry.notes())).isTrue();
    }

    @Test
    void globalHeadersDoNotEndTheLayer() throws IOException {
        assertThat(
                        lines(
                                parse(
                                        tar().global("comment=x")
                                                .file("f", "1")
                                                .global("path=z")
                                                .file("g", "")
                                                .bytes())))
                .containsExactly("FILE f 1", "FILE g 0");
    }

    @Test
    void readsGnuLongNamesAndBase256() throws IOException {
        ParsedLayer layer =
                parse(
                        tar().gnuLongName("n".repeat(300))
                                .entry(
                                        TarBytes.utf8("n".repeat(100)),
                                        '0',
                                        "",
                                        TarBytes.utf8("1234"),
                                        h -> {
                                            TarBytes.base256(h, 108, 8, 3_000_000_000L);
                                            TarBytes.base256(h, 124, 12, 4);
                                            TarBytes.base256(h, 136, 12, -86_400);
                                        })
                                .bytes());
        LayerListing.Cursor entry = only(layer);
        assertThat(entry.pathText()).isEqualTo("n".repeat(300));
        assertThat(entry.owner().uid()).isEqualTo(3_000_000_000L);
        assertThat(entry.size()).isEqualTo(4);
        assertThat(entry.modified()).isEqualTo(-86_400);
    }

    @Test
    void missingEndBlocksAreLegalAndAnEmptyLayerIs() throws IOException {
        assertThat(parse(tar().file("f", "x".repeat(512)).open()).problems()).isEmpty();
        assertThat(parse(new byte[0]).problems()).isEmpty();
        assertThat(parse(new byte[0]).isComplete()).isTrue();
    }

    /// `printf '' | sha256sum`, and of a tar with rubbish after its end.
    @Test
    void trailingBytesBelongToTheDigest() throws IOException {
        assertThat(parse(new byte[0]).diffId().orElseThrow().toString())
                .isEqualTo(
                        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        byte[] tar = tar().file("f", "1").bytes();
        byte[] longer = Arrays.copyOf(tar, tar.length + 7000);
        longer[tar.length + 6000] = 1;
        assertThat(parse(longer).diffId()).isNotEqualTo(parse(tar).diffId());
        assertThat(parse(longer).tarBytes()).isEqualTo(longer.length);
        assertThat(parse(longer).problems()).isEmpty();
    }

    @Test
    void aBadChecksumEndsTheLayerAndKeepsWhatCameBefore() throws IOException {
        byte[] bad = TarBytes.header(TarBytes.utf8("evil"), '0', "", 0);
        bad[0] = 'E';
        ParsedLayer layer = parse(tar().file("good", "1").raw(bad).file("after", "1").bytes());
        assertThat(lines(layer)).containsExactly("FILE good 1");
        assertThat(layer.problems())
                .extracting(LayerProblem::kind)
                .containsExactly(LayerProblem.Kind.CORRUPT);
        assertThat(layer.isComplete()).isFalse();
        assertThat(layer.diffId()).as("the bytes themselves are all there").isPresent();
    }

    @Test
    void aLayerCutOffAnywhereIsReadAsFarAsItGoes() throws IOException {
        byte[] whole = tar().file("a", "x".repeat(700)).pax("path=bb").file("b", "y").bytes();
        for (int length = 0; length < whole.length - 1024; length++) {
            ParsedLayer layer = parse(Arrays.copyOf(whole, length));
            // Where an entry has just ended, and where only its padding is missing, nobody can
            // tell that there was more. a ends at 512 + 700, b at 3 072 + 1.
            boolean complete = length == 0 || (length >= 1212 && length <= 1536) || length >= 3073;
            assertThat(layer.isComplete()).as("cut at " + length).isEqualTo(complete);
            assertThat(lines(layer))
                    .as("cut at " + length)
                    .hasSize(length < 512 ? 0 : length < 3072 ? 1 : 2);
        }
    }

    @Test
    void namesThatAreNoTextStayApart() throws IOException {
        ParsedLayer layer =
                parse(
                        tar().entry(new byte[] {'f', (byte) 0xff}, '0', "", new byte[0], h -> {})
                                .entry(new byte[] {'f', (byte) 0xfe}, '0', "", new byte[0], h -> {})
                                .bytes());
        assertThat(lines(layer)).containsExactly("FILE f\\xff 0", "FILE f\\xfe 0");
    }

    @Test
    void anOldDirectoryIsAFileWhoseNameEndsInASlash() throws IOException {
        ParsedLayer layer =
                parse(tar().entry(TarBytes.utf8("d/"), '\0', "", new byte[0], h -> {}).bytes());
        assertThat(only(layer).kind()).isEqualTo(FileKind.DIRECTORY);
    }

    @Test
    void linksHaveNoContentWhateverTheirHeaderSays() throws IOException {
        ParsedLayer layer =
                parse(
                        tar().file("f", "1")
                                .entry(
                                        TarBytes.utf8("l"),
                                        '1',
                                        "f",
                                        new byte[0],
                                        h -> TarBytes.octal(h, 124, 12, 4096))
                                .file("g", "1")
                                .bytes());
        assertThat(lines(layer)).containsExactly("FILE f 1", "HARD_LINK l 0", "FILE g 1");
    }
}
