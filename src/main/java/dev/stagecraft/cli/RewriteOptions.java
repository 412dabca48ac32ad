package dev.stagecraft.cli;

import dev.stagecraft.distil.rewrite.Options;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.ImageReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a person may choose of a rewrite.
final class RewriteOptions {
    @Option(names = "--target", paramLabel = "STAGE", descriptionKey = "rewrite.target")
    @Nullable String target;

    @Option(
            names = "--answer",
            paramLabel = "KEY=VALUE",
            mapFallbackValue = "",
            descriptionKey = "rewrite.answer")
    Map<String, String> answers = new LinkedHashMap<>();

    @Option(names = "--suite", paramLabel = "NAME", descriptionKey = "rewrite.suite")
    String suite = Options.DEFAULT.suite();

    @Option(names = "--root", descriptionKey = "rewrite.root")
    boolean root;

    @Option(names = "--debug", descriptionKey = "rewrite.debug")
    boolean debug;

    @Option(names = "--pin", descriptionKey = "rewrite.pin")
    boolean pin;

    @Option(names = "--no-cache-layers", descriptionKey = "rewrite.noCacheLayers")
    boolean plainLayers;

    @Option(names = "--build-cache", descriptionKey = "rewrite.buildCache")
    boolean buildCache;

    @Option(names = "--no-static", descriptionKey = "rewrite.noStatic")
    boolean dynamic;

    @Option(names = "--no-comments", descriptionKey = "rewrite.noComments")
    boolean bare;

    /// @param digests what bases may be pinned to
    Options with(Map<ImageReference, Digest> digests) {
        Options chosen =
                Options.DEFAULT
                        .withSuite(suite)
                        .withNonroot(!root)
                        .withDebug(debug)
                        .withCacheable(!plainLayers)
                        .withBuildCache(buildCache)
                        .withStaticGo(!dynamic)
                        .withComments(!bare)
                        .withDigests(digests);
        return target == null ? chosen : chosen.withTarget(target);
    }
}
