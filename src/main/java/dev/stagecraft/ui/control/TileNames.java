package dev.stagecraft.ui.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// Writes names on the tiles that have room for them.
final class TileNames {
    private static final double LEAST_WIDTH = 26;
    private static final int MOST = 1500;

    private final Map<Character, Double> widths = new HashMap<>();
    private final Text ruler = new Text();
    private Font font = Font.getDefault();
    private double lineHeight = 16;

    TileNames() {
        measure(Font.font(Font.getDefault().getFamily(), Font.getDefault().getSize() * 0.92));
    }

    private void measure(Font now) {
        font = now;
        ruler.setFont(now);
        ruler.setText("Ag");
        lineHeight = ruler.getLayoutBounds().getHeight();
        widths.clear();
    }

    /// The font that follows the window's zoom.
    void setFontSize(double size) {
        if (Math.abs(font.getSize() - size) > 0.01) {
            measure(Font.font(font.getFamily(), size));
        }
    }

    double lineHeight() {
        return lineHeight;
    }

    void write(
            Canvas canvas,
            TreemapLayout layout,
            TreemapSource source,
            TreemapPainter painter,
            List<Category> categories,
            int headerText) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        g.setFont(font);
        g.setTextBaseline(VPos.CENTER);
        int written = 0;
        for (int tile = 1; tile < layout.count() && written < MOST; tile++) {
            int node = layout.node(tile);
            double w = layout.width(tile);
            double h = layout.height(tile);
            if (node < 0 || w < LEAST_WIDTH || h < lineHeight + 1) {
                continue;
            }
            String name = source.name(node);
            if (layout.isOpen(tile)) {
                if (layout.hasHeader(tile)) {
                    g.setFill(colour(headerText));
                    String text = fit(name, w - 8);
                    g.fillText(text, layout.x(tile) + 4, layout.y(tile) + lineHeight / 2 + 1.5);
                    written++;
                }
                continue;
            }
            int category = Math.floorMod(source.category(node), categories.size());
            String mark = categories.get(category).mark();
            String text = fit(mark.isEmpty() ? name : mark + " " + name, w - 7);
            if (!text.isEmpty()) {
                g.setFill(on(painter.category(category)));
                g.fillText(text, layout.x(tile) + 4, layout.y(tile) + lineHeight / 2 + 2);
                written++;
            }
        }
    }

    private static Color colour(int argb) {
        return Color.rgb(argb >> 16 & 255, argb >> 8 & 255, argb & 255);
    }

    /// Black or white, whichever stands out more.
    static Color on(int argb) {
        double y =
                0.2126 * linear(argb >> 16 & 255)
                        + 0.7152 * linear(argb >> 8 & 255)
                        + 0.0722 * linear(argb & 255);
        return 1.05 / (y + 0.05) >= (y + 0.05) / 0.05 ? Color.WHITE : Color.web("#0d1117");
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    /// The text, or as much of it as fits with an ellipsis; empty where that is less than two
    /// letters.
    String fit(String text, double room) {
        double used = 0;
        double ellipsis = width('…');
        int fits = 0;
        for (int i = 0; i < text.length(); i++) {
            used += width(text.charAt(i));
            if (used > room) {
                return fits < 2 ? "" : text.substring(0, fits) + "…";
            }
            if (used + ellipsis <= room) {
                fits = i + 1;
            }
        }
        return text;
    }

    private double width(char c) {
        return widths.computeIfAbsent(
                c,
                letter -> {
                    ruler.setText(String.valueOf(letter));
                    return ruler.getLayoutBounds().getWidth();
                });
    }
}
