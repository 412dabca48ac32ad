package dev.stagecraft.distil.catalog;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// One distroless image, without its tag.
///
/// @param name such as `python3-debian13`
/// @param reference registry and name, such as `gcr.io/distroless/python3-debian13`
/// @param family what kind it is
/// @param suite the release it is made from
/// @param alias the same image under a name without a release; absent when that is another image
/// @param architectures in Docker's words
/// @param entrypoint empty when there is none
/// @param env its environment
/// @param packages all Debian packages and their versions, those of the images below included
/// @param sonames the shared libraries it provides (amd64)
/// @param features what it has of `libc`, `tzdata`, `ca_certificates`, `fonts` and so on
/// @param runtime absent when there is no language runtime
public record DistrolessImage(
        String name,
        String reference,
        Family family,
        Suite suite,
        Optional<String> alias,
        List<String> architectures,
        List<String> entrypoint,
        SequencedMap<String, String> env,
        SequencedMap<String, String> packages,
        SequencedSet<String> sonames,
        List<String> features,
        Optional<LanguageRuntime> runtime) {
    public DistrolessImage {
        architectures = List.copyOf(architectures);
        entrypoint = List.copyOf(entrypoint);
        features = List.copyOf(features);
    }

    /// Whether the image has this, such as `ca_certificates`.
    public boolean has(String feature) {
        return features.contains(feature);
    }

    /// The reference with its tag.
    public String tagged(boolean nonroot, boolean debug) {
        String tag = Variant.tag(nonroot, debug);
        return tag.equals("latest") ? reference : reference + ":" + tag;
    }
}
