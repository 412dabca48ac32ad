package dev.stagecraft.distil.rewrite;

import dev.stagecraft.distil.catalog.DistrolessImage;
import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.Reason;
import java.util.Set;
import java.util.regex.Pattern;

/// Fonts that packages of the system bring, which only Java's base has some of.
final class Fonts {
    private static final Pattern FONTS = Pattern.compile("(?:fonts?|ttf)-.+");

    /// Packages that bring fontconfig with its configuration.
    private static final Pattern FONTCONFIG =
            Pattern.compile("fontconfig(?:-config)?|lib(?:fontconfig|pango|cairo|gtk|rsvg).*");

    private Fonts() {}

    /// Copies the fonts that the builder installs, with what finds them by their names.
    ///
    /// @param base the image of the final stage with its tag
    static void bring(Situation s, Rewriter rewriter, String base) {
        Set<String> packages = rewriter.reading().packages();
        boolean fonts = packages.stream().anyMatch(p -> FONTS.matcher(p).matches());
        if (!fonts || rewriter.swaps() || !installed(s)) {
            return;
        }
        Reason reason = Reason.of(Lesson.LIBRARIES, "The base does not have these fonts.");
        rewriter.copyFromBuilder("/usr/share/fonts", "/usr/share/fonts", reason);
        boolean own =
                s.catalogue()
                        .image(base.substring(base.lastIndexOf('/') + 1).replaceFirst(":.*", ""))
                        .map(DistrolessImage::features)
                        .filter(f -> f.contains("fonts"))
                        .isPresent();
        if (!own && packages.stream().anyMatch(p -> FONTCONFIG.matcher(p).matches())) {
            rewriter.copyFromBuilder("/etc/fonts", "/etc/fonts", reason);
            rewriter.copyFromBuilder("/usr/share/fontconfig", "/usr/share/fontconfig", reason);
        }
    }

    /// Whether a person wants any of them, where one was asked.
    private static boolean installed(Situation s) {
        return s.corrections()
                .packages()
                .map(said -> said.stream().anyMatch(p -> FONTS.matcher(p).matches()))
                .orElse(true);
    }
}
