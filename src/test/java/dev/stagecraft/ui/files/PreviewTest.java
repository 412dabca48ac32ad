package dev.stagecraft.ui.files;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.ui.support.Tasks;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PreviewTest {
    private static Preview.Text text(byte[] bytes) {
        assertThat(PreviewViewModel.of(bytes, 0, false)).isInstanceOf(Preview.Text.class);
        return (Preview.Text) PreviewViewModel.of(bytes, 0, false);
    }

    @Test
    void encodingsAreTold() {
        assertThat(text("hello\n".getBytes(UTF_8)).encoding()).isEqualTo("ASCII");
        assertThat(text("größe\n".getBytes(UTF_8)).encoding()).isEqualTo("UTF-8");
        assertThat(text("die größe zählt\n".getBytes(Charset.forName("windows-1252"))).encoding())
                .isEqualTo("windows-1252?");
        assertThat(text("die größe zählt\n".getBytes(Charset.forName("windows-1252"))).shown())
                .isEqualTo("die größe zählt\n");
        assertThat(text("plain text".getBytes(UTF_16LE)).encoding()).isEqualTo("UTF-16LE?");
        assertThat(text("\ufeffplain".getBytes(UTF_16BE)).encoding()).isEqualTo("UTF-16BE");
        assertThat(text("\ufeffplain".getBytes(UTF_8)).shown()).isEqualTo("plain");
    }

    @Test
    void aLetterThatIsCutAtThePagesEndsIsNoError() {
        byte[] bytes = "aé€b".repeat(4).getBytes(UTF_8);
        for (int cut = 1; cut < bytes.length; cut++) {
            assertThat(PreviewViewModel.of(Arrays.copyOf(bytes, cut), 0, true))
                    .as("the first %d bytes", cut)
                    .isInstanceOf(Preview.Text.class);
            assertThat(
                            PreviewViewModel.of(
                                    Arrays.copyOfRange(bytes, cut, bytes.length), cut, false))
                    .as("from byte %d", cut)
                    .isInstanceOf(Preview.Text.class);
        }
    }

    @Test
    void otherBytesAreShownInHexadecimal() {
        byte[] elf = HexFormat.of().parseHex("7f454c4602010100000000000000000003003e0041");
        assertThat(PreviewViewModel.of(elf, 0, false))
                .isEqualTo(
                        new Preview.Hex(
                                "00000000   7f 45 4c 46 02 01 01 00  00 00 00 00 00 00 00 00"
                                        + "  .ELF............\n"
                                        + "00000010   03 00 3e 00 41                  "
                                        + "                  ..>.A\n",
                                Optional.empty()));
    }

    @Test
    void whatWouldNotBeSeenIsShownEscaped() {
        assertThat(text("a\u202eb\u001b[31m\n".getBytes(UTF_8)).shown())
                .isEqualTo("a\\u202eb\\u001b[31m\n");
    }

    @Test
    void privateKeysAreHiddenUntilAskedFor() {
        String key =
                """
                -----BEGIN OPENSSH PRIVATE KEY-----
                b3BlbnNzaC1rZXktdjEAAAA
                AAAABG5vbmU=
                -----END OPENSSH PRIVATE KEY-----
                """;
        Preview.Text shown = text(("# mine\n" + key).getBytes(UTF_8));
        assertThat(shown.hidden()).isEqualTo(1);
        assertThat(shown.shown())
                .startsWith("# mine\n-----BEGIN OPENSSH PRIVATE KEY-----")
                .contains("-----END OPENSSH PRIVATE KEY-----")
                .doesNotContain("b3BlbnNzaC1");
        assertThat(shown.whole()).contains("b3BlbnNzaC1");
        assertThat(text(key.substring(0, 60).getBytes(UTF_8)).shown()).doesNotContain("b3Blbn");
    }

    @Test
    void theRestOfAPrivateKeyThatBeganOnThePageBeforeIsHiddenToo() {
        String rest = "b3BlbnNzaC1rZXktdjEAAAA\nAAAABG5vbmU=\n-----END RSA PRIVATE KEY-----\nend\n";
        SecretMask mask = SecretMask.of(rest);
        assertThat(mask.hidden()).isEqualTo(1);
        assertThat(mask.text()).isEqualTo("••••••••\n-----END RSA PRIVATE KEY-----\nend\n");
        assertThat(SecretMask.of("EY-----\n" + rest).text()).doesNotContain("b3Bl", "AAAAB");
        String page = "a\n".repeat(32_760);
        assertThat(SecretMask.of(page)).isEqualTo(new SecretMask(page, 0));
    }

    @Test
    void passwordsAndTokensAreHiddenAndTheRestStays() {
        assertMasked("DB_PASSWORD=hunter2hunter2\nPORT=80", "hunter2", "PORT=80");
        assertMasked("{\"auths\":{\"r.io\":{\"auth\":\"dXNlcjpwYXNz\"}}}", "dXNlcjpwYXNz", "r.io");
        assertMasked(
                "//registry.example.org/:_authToken=abcdef123456", "abcdef", "registry.example");
        assertMasked("url = postgres://app:s3cr3t@db/x", "s3cr3t", "postgres://app:");
        assertMasked("root:$6$saltsalt$abcdefghij.klm:19000:0", "saltsalt", "root:");
        assertMasked("aws_access_key_id = AKIAIOSFODNN7EXAMPLE", "AKIAIOSF", "aws_access_key_id");
        assertMasked("machine x login y password zebra-9", "zebra-9", "machine x");
    }

    private static void assertMasked(String text, String secret, String stays) {
        SecretMask mask = SecretMask.of(text);
        assertThat(mask.hidden()).as(text).isPositive();
        assertThat(mask.text()).doesNotContain(secret).contains(stays);
    }

    @Test
    void ordinaryTextHidesNothing() {
        String text =
                "FROM debian\nRUN apt-get install -y openssl\n# no password here\nuser: bob\n";
        assertThat(SecretMask.of(text)).isEqualTo(new SecretMask(text, 0));
    }

    @Test
    void aPictureSaysItsSizeBeforeAnybodyDecodesIt() {
        byte[] png =
                HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452000001000000008008060000");
        assertThat(PictureSize.of(png)).contains(new PictureSize(256, 128));
        byte[] bomb =
                HexFormat.of().parseHex("89504e470d0a1a0a0000000d494844520001000000010000080600");
        assertThat(PictureSize.of(bomb).orElseThrow().isBearable()).isFalse();
        byte[] gif = HexFormat.of().parseHex("47494638396110000900");
        assertThat(PictureSize.of(gif)).contains(new PictureSize(16, 9));
        byte[] jpeg =
                HexFormat.of()
                        .parseHex("ffd8ffe000104a46494600010100000100010000ffc00011080020004003");
        assertThat(PictureSize.of(jpeg)).contains(new PictureSize(64, 32));
    }

    @Test
    void aPictureThatIsTooLargeIsShownAsBytesWithItsSize() {
        byte[] bomb =
                HexFormat.of().parseHex("89504e470d0a1a0a0000000d494844520000753000007530080200");
        Pump pump = new Pump();
        PreviewViewModel model = new PreviewViewModel(new Tasks(pump, e -> {}));
        model.show(
                Optional.of(Samples.fileOf(bomb.length)),
                "/bomb.png",
                Optional.of(new ContentsOfTests(bomb)));
        pump.until(() -> model.previewProperty().get() instanceof Preview.Hex);
        assertThat(((Preview.Hex) model.previewProperty().get()).tooLarge())
                .contains(new PictureSize(30_000, 30_000));
    }

    private static byte[] numbered(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % 16 == 0 ? i / PreviewViewModel.PAGE : 1);
        }
        return bytes;
    }

    /// The first byte of the page that is shown, and where the dump says that it lies.
    private static String begin(PreviewViewModel model) {
        String shown = ((Preview.Hex) model.previewProperty().get()).shown();
        return shown.substring(0, 13);
    }

    @Test
    void pagesOfALargeFileOutOfAnEngineAreReadWithOneExportForMany() {
        byte[] bytes = numbered(PreviewViewModel.PIECE + 5 * PreviewViewModel.PAGE + 7);
        ContentsOfTests contents = new ContentsOfTests(bytes, false);
        Pump pump = new Pump();
        PreviewViewModel model = new PreviewViewModel(new Tasks(pump, e -> {}));
        model.show(Optional.of(Samples.fileOf(bytes.length)), "/large.bin", Optional.of(contents));
        assertThat(model.previewProperty().get()).isInstanceOf(Preview.Waiting.class);
        model.load();
        pump.until(() -> model.previewProperty().get() instanceof Preview.Hex);
        assertThat(begin(model)).isEqualTo("00000000   00");
        model.turn(1);
        assertThat(model.turningProperty().get()).isTrue();
        assertThat(begin(model)).as("stays until the next is there").startsWith("00000000");
        pump.until(() -> !model.turningProperty().get());
        assertThat(begin(model)).isEqualTo("00010000   01");
        assertThat(contents.reads()).isEqualTo(1);
        model.goTo(Long.MAX_VALUE);
        pump.until(() -> !model.turningProperty().get());
        assertThat(begin(model)).isEqualTo("00450000   45");
        assertThat(model.hasNext()).isFalse();
        assertThat(contents.reads()).isEqualTo(2);
        model.goTo(0x1fff5);
        pump.until(() -> !model.turningProperty().get());
        assertThat(begin(model)).as("lines stay lines").isEqualTo("0001fff0   01");
    }

    @Test
    void aPageThatIsNotWaitedForLeavesTheOneThatIsShown() {
        byte[] bytes = numbered(3 * PreviewViewModel.PAGE);
        Pump pump = new Pump();
        PreviewViewModel model = new PreviewViewModel(new Tasks(pump, e -> {}));
        model.show(
                Optional.of(Samples.fileOf(bytes.length)),
                "/large.bin",
                Optional.of(new ContentsOfTests(bytes)));
        pump.until(() -> model.previewProperty().get() instanceof Preview.Hex);
        model.turn(2);
        model.cancel();
        assertThat(model.turningProperty().get()).isFalse();
        assertThat(model.offsetProperty().get()).isZero();
        model.turn(1);
        pump.until(() -> !model.turningProperty().get());
        assertThat(begin(model)).isEqualTo("00010000   01");
    }

    @Property(tries = 300)
    void anyBytesHaveAPreview(@ForAll byte[] bytes) {
        assertThat(PreviewViewModel.of(bytes, 0, false))
                .isInstanceOfAny(Preview.Text.class, Preview.Hex.class);
        PictureSize.of(bytes);
    }
}
