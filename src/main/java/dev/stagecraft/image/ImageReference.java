package dev.stagecraft.image;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of an image: registry, repository, and a tag or a digest or both.
///
/// Parsed by the grammar of the distribution project's `reference` package, with Docker's defaults:
/// no registry means `docker.io`, no slash there means `library/`, and neither tag nor digest means
/// `latest`.
///
/// @param registry host and port, such as `docker.io` or `localhost:5000`
/// @param repository the path in the registry, such as `library/nginx`
/// @param tag the tag; absent when the text named a digest only
/// @param digest the digest; absent when none was named
public record ImageReference(
        String registry, String repository, Optional<String> tag, Optional<Digest> digest)
        implements Comparable<ImageReference> {
    public static final String DEFAULT_REGISTRY = "docker.io";
    private static final String LIBRARY = "library/";
    private static final int MAX_NAME = 255;
    private static final Pattern COMPONENT =
            Pattern.compile("[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*");
    private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
    private static final Pattern HOST =
            Pattern.compile(
                    "(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*"
                            + "|\\[[a-fA-F0-9:]+])(?::[0-9]+)?");

    /// Reads a reference as `docker pull` would.
    ///
    /// @throws IllegalArgumentException when the text breaks the grammar; the message says what was
    ///   wrong
    public static ImageReference parse(String text) {
        String rest = text;
        Optional<Digest> digest = Optional.empty();
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = Optional.of(Digest.parse(rest.substring(at + 1)));
            rest = rest.substring(0, at);
        }
        Optional<String> tag = Optional.empty();
        int colon = rest.lastIndexOf(':');
        if (colon > rest.lastIndexOf('/')) {
            String name = rest.substring(colon + 1);
            if (!TAG.matcher(name).matches()) {
                throw invalid(
                        text, "the tag may have letters, digits, '_', '.' and '-', 128 at most");
            }
            tag = Optional.of(name);
            rest = rest.substring(0, colon);
        }
        String registry = DEFAULT_REGISTRY;
        String repository = rest;
        int slash = rest.indexOf('/');
        if (slash >= 0 && isRegistry(rest.substring(0, slash))) {
            registry = rest.substring(0, slash);
            repository = rest.substring(slash + 1);
            if (!HOST.matcher(registry).matches()) {
                throw invalid(text, "the registry is no host name");
            }
        }
        if (registry.equals("index.docker.io")) {
            registry = DEFAULT_REGISTRY;
        }
        if (registry.equals(DEFAULT_REGISTRY) && repository.indexOf('/') < 0) {
            repository = LIBRARY + repository;
        }
        checkRepository(text, registry, repository);
        if (tag.isEmpty() && digest.isEmpty()) {
            tag = Optional.of("latest");
        }
        return new ImageReference(registry, repository, tag, digest);
    }

    /// The reference, or nothing when the text is none: for texts that an engine or an archive
    /// gave.
    public static Optional<ImageReference> tryParse(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isRegistry(String first) {
        return first.indexOf('.') >= 0
                || first.indexOf(':') >= 0
                || first.equals("localhost")
                || !first.equals(first.toLowerCase(Locale.ROOT));
    }

    private static void checkRepository(String text, String registry, String repository) {
        if (registry.length() + 1 + repository.length() > MAX_NAME) {
            throw invalid(text, "the name is longer than 255 characters");
        }
        for (String component : repository.split("/", -1)) {
            if (!COMPONENT.matcher(component).matches()) {
                throw invalid(
                        text,
                        "the repository may have lower-case letters and digits, parted by '.', '_', '__' or '-'");
            }
        }
    }

    private static IllegalArgumentException invalid(String text, String why) {
        return new IllegalArgumentException(
                "not an image reference: " + DisplayText.escape(text, 300) + " (" + why + ")");
    }

    /// Registry and repository as Docker shows them: `nginx`, `org/tool`, `ghcr.io/org/tool`.
    public String familiarName() {
        if (!registry.equals(DEFAULT_REGISTRY)) {
            return registry + "/" + repository;
        }
        return repository.startsWith(LIBRARY) ? repository.substring(LIBRARY.length()) : repository;
    }

    /// [#familiarName] with `:tag` and `@digest` where there are any.
    public String familiar() {
        return familiarName()
                + tag.map(t -> ":" + t).orElse("")
                + digest.map(d -> "@" + d).orElse("");
    }

    @Override
    public int compareTo(ImageReference other) {
        return familiar().compareTo(other.familiar());
    }

    /// As [#familiar].
    @Override
    public String toString() {
        return familiar();
    }
}
