package dev.stagecraft.ui.compare;

import dev.stagecraft.compare.Comparison;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Theme;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Label;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.VBox;
import javafx.scene.transform.Transform;
import javax.imageio.ImageIO;

/// The answer as a picture for slides, 1920 × 1080, in the colours of the window and in a size of
/// its own whatever the zoom.
final class Slide {
    private static final double WIDTH = 960;
    private static final double HEIGHT = 540;
    private static final double SCALE = 2;

    /// Letters in pixels of the slide before it is scaled.
    private static final int LARGEST = 15;

    private static final int SMALLEST = 9;

    private Slide() {}

    /// Makes the picture, on the window's thread.
    static BufferedImage of(Comparison comparison, Theme theme) {
        Label title =
                new Label(
                        Texts.of(Slide.class)
                                .text(
                                        "slide.title",
                                        DisplayText.escape(comparison.before().name(), 60),
                                        DisplayText.escape(comparison.after().name(), 60)));
        title.getStyleClass().add("slide-title");
        VBox slide = new VBox(title, new Headline(comparison), new Overview(comparison, tab -> {}));
        slide.getStyleClass().add("compare-slide");
        Scene scene = new Scene(slide, WIDTH, HEIGHT);
        theme.dress(scene);
        SnapshotParameters how = new SnapshotParameters();
        how.setTransform(Transform.scale(SCALE, SCALE));
        how.setViewport(new Rectangle2D(0, 0, WIDTH * SCALE, HEIGHT * SCALE));
        fit(slide);
        WritableImage picture = slide.snapshot(how, null);
        theme.undress(scene);
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        int[] pixels = new int[width * height];
        picture.getPixelReader()
                .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        return image;
    }

    /// The letters are as large as leaves room for all that is known.
    private static void fit(VBox slide) {
        for (int letters = LARGEST; letters >= SMALLEST; letters--) {
            slide.setStyle("-fx-font-size: " + letters + "px;");
            // The headline's letters follow its width, which only a layout tells.
            for (int round = 0; round < 2; round++) {
                slide.applyCss();
                slide.layout();
            }
            if (slide.prefHeight(WIDTH) <= HEIGHT) {
                return;
            }
        }
    }

    /// Writes a picture as PNG.
    static void write(BufferedImage picture, Path file) throws IOException {
        if (!ImageIO.write(picture, "png", file.toFile())) {
            throw new IOException("this Java has no writer for PNG pictures");
        }
    }
}
