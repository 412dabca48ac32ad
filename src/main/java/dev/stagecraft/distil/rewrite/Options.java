package dev.stagecraft.distil.rewrite;

import dev.stagecraft.image.Digest;
import dev.stagecraft.image.ImageReference;
import java.util.Map;
import java.util.Optional;

/// What a person may choose.
///
/// @param target the stage to rewrite; absent for the last one
/// @param suite the release of the final stage, such as `debian13`
/// @param nonroot whether the container runs as user 65532. Default: yes, nothing needs root
/// @param debug whether the final image has a shell for looking around. Default: no
/// @param digests digests by image name, to pin bases to; empty for no pinning
/// @param cacheable whether dependencies get layers of their own in the final stage. Default: yes
/// @param buildCache whether dependency lists are copied first and downloads are kept in cache
///   mounts. Default: no, the person's own order stays and any builder can build the result, while
///   cache mounts need BuildKit
/// @param staticGo whether Go links statically where it can. Default: yes
/// @param comments whether the result explains itself in comments. Default: yes
public record Options(
        Optional<String> target,
        String suite,
        boolean nonroot,
        boolean debug,
        Map<ImageReference, Digest> digests,
        boolean cacheable,
        boolean buildCache,
        boolean staticGo,
        boolean comments) {
    public static final Options DEFAULT =
            new Options(
                    Optional.empty(), "debian13", true, false, Map.of(), true, false, true, true);

    public Options {
        digests = Map.copyOf(digests);
    }

    public Options withTarget(String name) {
        return withTarget(Optional.of(name));
    }

    /// With another stage to rewrite; absent for the last one.
    public Options withTarget(Optional<String> name) {
        return new Options(
                name, suite, nonroot, debug, digests, cacheable, buildCache, staticGo, comments);
    }

    public Options withSuite(String name) {
        return new Options(
                target, name, nonroot, debug, digests, cacheable, buildCache, staticGo, comments);
    }

    public Options withNonroot(boolean wanted) {
        return new Options(
                target, suite, wanted, debug, digests, cacheable, buildCache, staticGo, comments);
    }

    public Options withDebug(boolean wanted) {
        return new Options(
                target, suite, nonroot, wanted, digests, cacheable, buildCache, staticGo, comments);
    }

    public Options withDigests(Map<ImageReference, Digest> known) {
        return new Options(
                target, suite, nonroot, debug, known, cacheable, buildCache, staticGo, comments);
    }

    public Options withCacheable(boolean wanted) {
        return new Options(
                target, suite, nonroot, debug, digests, wanted, buildCache, staticGo, comments);
    }

    public Options withBuildCache(boolean wanted) {
        return new Options(
                target, suite, nonroot, debug, digests, cacheable, wanted, staticGo, comments);
    }

    public Options withStaticGo(boolean wanted) {
        return new Options(
                target, suite, nonroot, debug, digests, cacheable, buildCache, wanted, comments);
    }

    public Options withComments(boolean wanted) {
        return new Options(
                target, suite, nonroot, debug, digests, cacheable, buildCache, staticGo, wanted);
    }
}
