package dev.stagecraft.ui.explore;

import dev.stagecraft.engine.run.ImageMark;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.ImageSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Names of the rows of the list, not yet escaped.
final class ListWords {
    private ListWords() {}

    /// What a row is called: an image's first tag or short id, a file's name, a sample's title.
    static String name(ListRow row) {
        return switch (row) {
            case ListRow.EngineImage(ImageSummary s) ->
                    s.tags().isEmpty() ? s.id().shortHex() : s.tags().getFirst().familiar();
            case ListRow.RecentFile file -> String.valueOf(file.path().getFileName());
            case ListRow.Sample sample -> sample.entry().title();
            case ListRow.Head head -> head.group().name();
            case ListRow.Hint hint -> hint.text();
        };
    }

    /// All tags on one line, those of one repository together: `web:1.0, latest`. Names that only
    /// mark what is to be removed are left out.
    static String names(List<ImageReference> tags) {
        Map<String, String> byName =
                tags.stream()
                        .filter(t -> !ImageMark.is(t))
                        .collect(
                                Collectors.toMap(
                                        ImageReference::familiarName,
                                        t -> t.tag().orElse(""),
                                        (a, b) -> a + ", " + b,
                                        LinkedHashMap::new));
        return byName.entrySet().stream()
                .map(e -> e.getValue().isEmpty() ? e.getKey() : e.getKey() + ":" + e.getValue())
                .collect(Collectors.joining(", "));
    }
}
