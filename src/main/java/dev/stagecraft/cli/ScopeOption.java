package dev.stagecraft.cli;

import dev.stagecraft.image.DiffId;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ViewScope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which part of an image's layers a command looks at; the final image when nothing is said.
final class ScopeOption {
    @Option(names = "--layer", paramLabel = "N|DIFFID", descriptionKey = "scope.layer")
    @Nullable String layer;

    @Option(names = "--upto", paramLabel = "N|DIFFID", descriptionKey = "scope.upto")
    @Nullable String upto;

    @Option(names = "--final", descriptionKey = "scope.final")
    boolean finalImage;

    /// The scope.
    ///
    /// @throws CliException when there is no such layer
    ViewScope of(Image image, FileTree tree) throws CliException {
        if (layer != null) {
            return new ViewScope.ThisLayer(index(layer, image, tree));
        }
        return upto != null ? new ViewScope.UpTo(index(upto, image, tree)) : ViewScope.FINAL;
    }

    /// How many of the options are given; more than one is too many.
    int given() {
        return (layer == null ? 0 : 1) + (upto == null ? 0 : 1) + (finalImage ? 1 : 0);
    }

    private static int index(String text, Image image, FileTree tree) throws CliException {
        if (text.matches("[0-9]{1,4}")) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= tree.layers()) {
                return number - 1;
            }
            throw new CliException(Texts.text("scope.noNumber", number, tree.layers()));
        }
        List<DiffId> diffIds = image.diffIds();
        for (int i = 0; i < diffIds.size(); i++) {
            String id = diffIds.get(i).toString();
            if (text.length() >= 4 && (id.startsWith(text) || hex(id).startsWith(text))) {
                return i;
            }
        }
        throw new CliException(
                Texts.text("scope.noLayer", DisplayText.escape(text, 100), tree.layers()));
    }

    private static String hex(String diffId) {
        return diffId.substring(diffId.indexOf(':') + 1);
    }
}
