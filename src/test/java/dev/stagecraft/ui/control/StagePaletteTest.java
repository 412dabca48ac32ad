package dev.stagecraft.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Holds that the stages' colours can be told apart by everybody and stand out from the page.
///
/// How colours look with a colour vision deficiency follows Machado, Oliveira and Fernandes, "A
/// Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), severity 1.0; the
/// distance is CIEDE2000.
class StagePaletteTest {
    private static final Map<String, double[][]> VISIONS = visions();
    private static final double LIGHT_PAGE = luminance(rgb("#ffffff"));
    private static final double DARK_PAGE = luminance(rgb("#0d1117"));

    private static Map<String, double[][]> visions() {
        Map<String, double[][]> out = new LinkedHashMap<>();
        out.put("full", new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
        out.put(
                "protanopia",
                new double[][] {
                    {0.152286, 1.052583, -0.204868},
                    {0.114503, 0.786281, 0.099216},
                    {-0.003882, -0.048116, 1.051998}
                });
        out.put(
                "deuteranopia",
                new double[][] {
                    {0.367322, 0.860646, -0.227968},
                    {0.280085, 0.672501, 0.047413},
                    {-0.011820, 0.042940, 0.968881}
                });
        out.put(
                "tritanopia",
                new double[][] {
                    {1.255528, -0.076749, -0.178779},
                    {-0.078411, 0.930809, 0.147602},
                    {0.004733, 0.691367, 0.303900}
                });
        return out;
    }

    /// The stages' colours as the stylesheet has them, each on dark and on light.
    private static List<double[][]> colours() {
        Pattern line =
                Pattern.compile(
                        "-stage-\\d: ladder\\(-color-bg-default, (#\\w{6}) 49%, (#\\w{6})"
                                + " 50%\\)");
        List<double[][]> out = new ArrayList<>();
        try (InputStream in = StagePalette.class.getResourceAsStream("control.css")) {
            Matcher m = line.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            while (m.find()) {
                out.add(new double[][] {rgb(m.group(1)), rgb(m.group(2))});
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out;
    }

    private static double[] rgb(String hex) {
        int v = Integer.parseInt(hex.substring(1), 16);
        return new double[] {
            linear((v >> 16 & 255) / 255.0),
            linear((v >> 8 & 255) / 255.0),
            linear((v & 255) / 255.0)
        };
    }

    private static double linear(double c) {
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    private static double luminance(double[] c) {
        return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
    }

    private static double contrast(double a, double b) {
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double[] seen(double[] c, double[][] vision) {
        double[] out = new double[3];
        for (int i = 0; i < 3; i++) {
            out[i] =
                    Math.clamp(
                            vision[i][0] * c[0] + vision[i][1] * c[1] + vision[i][2] * c[2], 0, 1);
        }
        return out;
    }

    private static double[] lab(double[] c) {
        double x = (0.4124564 * c[0] + 0.3575761 * c[1] + 0.1804375 * c[2]) / 0.95047;
        double y = 0.2126729 * c[0] + 0.7151522 * c[1] + 0.0721750 * c[2];
        double z = (0.0193339 * c[0] + 0.1191920 * c[1] + 0.9503041 * c[2]) / 1.08883;
        double fx = curve(x);
        double fy = curve(y);
        double fz = curve(z);
        return new double[] {116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)};
    }

    private static double curve(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }

    /// CIEDE2000 as in Sharma, Wu and Dalal (2005).
    private static double difference(double[] p, double[] q) {
        double cMean = (Math.hypot(p[1], p[2]) + Math.hypot(q[1], q[2])) / 2;
        double g =
                0.5 * (1 - Math.sqrt(Math.pow(cMean, 7) / (Math.pow(cMean, 7) + Math.pow(25, 7))));
        double a1 = p[1] * (1 + g);
        double a2 = q[1] * (1 + g);
        double c1 = Math.hypot(a1, p[2]);
        double c2 = Math.hypot(a2, q[2]);
        double h1 = hue(p[2], a1);
        double h2 = hue(q[2], a2);
        double dh = c1 * c2 == 0 ? 0 : h2 - h1;
        dh = dh > 180 ? dh - 360 : dh < -180 ? dh + 360 : dh;
        double dl = q[0] - p[0];
        double dc = c2 - c1;
        double dH = 2 * Math.sqrt(c1 * c2) * Math.sin(Math.toRadians(dh / 2));
        double l = (p[0] + q[0]) / 2;
        double c = (c1 + c2) / 2;
        double sum = h1 + h2;
        double h =
                c1 * c2 == 0
                        ? sum
                        : Math.abs(h1 - h2) <= 180
                                ? sum / 2
                                : sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
        double t =
                1
                        - 0.17 * Math.cos(Math.toRadians(h - 30))
                        + 0.24 * Math.cos(Math.toRadians(2 * h))
                        + 0.32 * Math.cos(Math.toRadians(3 * h + 6))
                        - 0.20 * Math.cos(Math.toRadians(4 * h - 63));
        double sl = 1 + 0.015 * Math.pow(l - 50, 2) / Math.sqrt(20 + Math.pow(l - 50, 2));
        double sc = 1 + 0.045 * c;
        double sh = 1 + 0.015 * c * t;
        double rc = 2 * Math.sqrt(Math.pow(c, 7) / (Math.pow(c, 7) + Math.pow(25, 7)));
        double rt = -Math.sin(Math.toRadians(60 * Math.exp(-Math.pow((h - 275) / 25, 2)))) * rc;
        return Math.sqrt(
                Math.pow(dl / sl, 2)
                        + Math.pow(dc / sc, 2)
                        + Math.pow(dH / sh, 2)
                        + rt * (dc / sc) * (dH / sh));
    }

    private static double hue(double b, double a) {
        if (a == 0 && b == 0) {
            return 0;
        }
        double h = Math.toDegrees(Math.atan2(b, a));
        return h < 0 ? h + 360 : h;
    }

    @Test
    void theDistanceAgreesWithItsPublishedTestData() {
        // Pairs 1, 7 and 17 of the supplement to Sharma, Wu and Dalal.
        assertThat(difference(lab(50, 2.6772, -79.7751), lab(50, 0, -82.7485)))
                .isCloseTo(2.0425, org.assertj.core.api.Assertions.within(0.0001));
        assertThat(difference(lab(50, 0, 0), lab(50, -1, 2)))
                .isCloseTo(2.3669, org.assertj.core.api.Assertions.within(0.0001));
        assertThat(difference(lab(50, 2.5, 0), lab(73, 25, -18)))
                .isCloseTo(27.1492, org.assertj.core.api.Assertions.within(0.0001));
    }

    private static double[] lab(double l, double a, double b) {
        return new double[] {l, a, b};
    }

    @Test
    void neighbouringStagesDifferForEverybodyInBothThemes() {
        List<double[][]> colours = colours();
        assertThat(colours).hasSize(StagePalette.SIZE);
        for (int theme = 0; theme < 2; theme++) {
            for (Map.Entry<String, double[][]> vision : VISIONS.entrySet()) {
                for (int i = 0; i < StagePalette.SIZE; i++) {
                    int next = (i + 1) % StagePalette.SIZE;
                    double d =
                            difference(
                                    lab(seen(colours.get(i)[theme], vision.getValue())),
                                    lab(seen(colours.get(next)[theme], vision.getValue())));
                    assertThat(d)
                            .as("%d to %d, theme %d, %s", i, next, theme, vision.getKey())
                            .isGreaterThan(12);
                }
            }
        }
    }

    @Test
    void noTwoStagesLookTheSameToAnybody() {
        List<double[][]> colours = colours();
        for (int theme = 0; theme < 2; theme++) {
            for (Map.Entry<String, double[][]> vision : VISIONS.entrySet()) {
                for (int i = 0; i < StagePalette.SIZE; i++) {
                    for (int j = i + 1; j < StagePalette.SIZE; j++) {
                        double d =
                                difference(
                                        lab(seen(colours.get(i)[theme], vision.getValue())),
                                        lab(seen(colours.get(j)[theme], vision.getValue())));
                        assertThat(d)
                                .as("%d to %d, theme %d, %s", i, j, theme, vision.getKey())
                                .isGreaterThan(5);
                    }
                }
            }
        }
    }

    @Test
    void everyColourStandsOutFromThePage() {
        // WCAG 2.2, 1.4.11: 3 : 1 for graphics.
        for (double[][] pair : colours()) {
            assertThat(contrast(luminance(pair[0]), DARK_PAGE)).isGreaterThan(3);
            assertThat(contrast(luminance(pair[1]), LIGHT_PAGE)).isGreaterThan(3);
        }
    }

    @Test
    void coloursBeginAgainAfterTheLastAndLettersGoOn() {
        assertThat(StagePalette.styleClass(0)).isEqualTo("stage-1");
        assertThat(StagePalette.styleClass(7)).isEqualTo("stage-8");
        assertThat(StagePalette.styleClass(8)).isEqualTo("stage-1");
        assertThat(StagePalette.letter(0)).isEqualTo("A");
        assertThat(StagePalette.letter(25)).isEqualTo("Z");
        assertThat(StagePalette.letter(26)).isEqualTo("AA");
        assertThat(StagePalette.letter(27)).isEqualTo("AB");
    }
}
