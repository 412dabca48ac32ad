package dev.stagecraft.engine.run;

import dev.stagecraft.image.ImageReference;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A second name of an image that is only wanted for a while, by which the next start finds it
/// after a crash. A name and no label, because a label is one of the settings that are compared.
public final class ImageMark {
    /// The repositories of images that have such names begin with this.
    public static final String REPOSITORIES = "stagecraft-prove/";

    private static final Pattern FORM = Pattern.compile("(.{1,40}?)-while-([0-9a-f-]{5,60})");

    private ImageMark() {}

    /// The second name.
    ///
    /// @param name the image's own name with its tag, in one of the [#REPOSITORIES]
    public static String of(String name) {
        return name + "-while-" + ProcessMark.ofThisProcess().tag();
    }

    /// Whether a name is such a second one, which says nothing to a person.
    public static boolean is(ImageReference name) {
        return name.familiarName().startsWith(REPOSITORIES)
                && FORM.matcher(name.tag().orElse("")).matches();
    }

    /// The own name of an image by its second one; absent when it is none, or when the process that
    /// gave it still runs.
    static Optional<String> abandoned(ImageReference name) {
        if (!name.familiarName().startsWith(REPOSITORIES)) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(name.tag().orElse(""));
        return matcher.matches()
                        && ProcessMark.ofTag(matcher.group(2))
                                .filter(ProcessMark::isAbandoned)
                                .isPresent()
                ? Optional.of(name.familiarName() + ":" + matcher.group(1))
                : Optional.empty();
    }
}
