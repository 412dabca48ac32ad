package dev.stagecraft.cli;

import dev.stagecraft.archive.ArchivedImage;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.Platform;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which image is meant where a source has several.
final class ChoiceOption {
    @Option(names = "--image", paramLabel = "NAME|ID", descriptionKey = "choice.image")
    @Nullable String image;

    @Option(names = "--platform", paramLabel = "OS/ARCH", descriptionKey = "choice.platform")
    @Nullable String platform;

    /// The platform that was asked for; absent when none was.
    ///
    /// @throws CliException when it is not written as one
    Optional<Platform> wanted() throws CliException {
        if (platform == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Platform.parse(platform));
        } catch (IllegalArgumentException e) {
            throw new CliException(
                    Texts.text("choice.noPlatform", DisplayText.escape(platform, 100)), e);
        }
    }

    /// The image that is meant, which the archive holds.
    ///
    /// @throws CliException when several are, none is, or the archive only names it; says what
    ///   there is
    ArchivedImage choose(List<ArchivedImage> images) throws CliException {
        Optional<Platform> only = wanted();
        List<ArchivedImage> fitting =
                images.stream()
                        .filter(i -> image == null || isCalled(i, image))
                        .filter(i ->
                                only.isEmpty()
                                        || i.platform().filter(only.get()::matches).isPresent())
                        .toList();
        List<ArchivedImage> held = fitting.stream().filter(i -> i.image().isPresent()).toList();
        if (held.size() == 1) {
            return held.getFirst();
        }
        if (held.size() > 1) {
            boolean platforms = ArchivedImage.isOneForSeveralPlatforms(fitting);
            throw new CliException(
                    Texts.text(platforms ? "choice.platforms" : "choice.several", list(fitting)));
        }
        if (fitting.size() == 1 && images.size() > 1) {
            throw new CliException(Texts.text("choice.absent", list(fitting), list(images)));
        }
        throw new CliException(
                Texts.text(fitting.isEmpty() ? "choice.none" : "choice.allAbsent", list(images)));
    }

    private static boolean isCalled(ArchivedImage image, String wanted) {
        Optional<ImageReference> reference = ImageReference.tryParse(wanted);
        String id = wanted.toLowerCase(Locale.ROOT).replaceFirst("^sha(256|512):", "");
        return (reference.isPresent() && image.tags().contains(reference.get()))
                || (Source.ID_PREFIX.matcher(id).matches() && image.id().hex().startsWith(id));
    }

    private static String list(List<ArchivedImage> images) {
        return images.stream()
                .map(i -> {
                    String name =
                            DisplayText.escape(i.toString(), 200)
                                    + (i.tags().isEmpty() ? "" : " " + i.id().shortHex());
                    return i.absence()
                            .map(why ->
                                    Texts.text(
                                            "choice.notHere",
                                            name,
                                            DisplayText.escape(why, 300).replaceFirst("\\.$", "")))
                            .orElse(name);
                })
                .collect(Collectors.joining("; "));
    }
}
