package dev.stagecraft.cli;

import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileFilter;
import dev.stagecraft.image.PathPattern;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which files are listed.
final class FilterOption {
    private static final Pattern SIZE =
            Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,6})?)\\s*([a-z]*)");

    @Option(names = "--filter", paramLabel = "TEXT|glob:…|re:…", descriptionKey = "filter.path")
    @Nullable String path;

    @Option(names = "--min-size", paramLabel = "SIZE", descriptionKey = "filter.minSize")
    @Nullable String minSize;

    /// The filter.
    ///
    /// @throws CliException when a pattern or a size is not written as one
    FileFilter filter() throws CliException {
        FileFilter filter = FileFilter.NONE;
        if (path != null) {
            filter = FileFilter.of(pattern(path));
        }
        return minSize == null ? filter : filter.withMinSize(bytes(minSize));
    }

    private static PathPattern pattern(String text) throws CliException {
        try {
            if (text.startsWith("glob:")) {
                return PathPattern.glob(text.substring(5));
            }
            return text.startsWith("re:")
                    ? PathPattern.regex(text.substring(3))
                    : PathPattern.text(text);
        } catch (PatternSyntaxException e) {
            throw new CliException(
                    Texts.text(
                            "filter.noPattern",
                            DisplayText.escape(text, 200),
                            DisplayText.escape(String.valueOf(e.getDescription()), 200)),
                    e);
        }
    }

    /// Bytes as people write them: `1500`, `10k`, `1.5 MB` (decimal, as Docker's sizes are) or `4
    /// MiB`.
    static long bytes(String text) throws CliException {
        Matcher matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            long unit =
                    switch (matcher.group(2)) {
                        case "", "b" -> 1L;
                        case "k", "kb" -> 1_000L;
                        case "m", "mb" -> 1_000_000L;
                        case "g", "gb" -> 1_000_000_000L;
                        case "kib" -> 1L << 10;
                        case "mib" -> 1L << 20;
                        case "gib" -> 1L << 30;
                        default -> 0L;
                    };
            BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
            if (unit > 0 && bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0) {
                return bytes.longValue();
            }
        }
        throw new CliException(Texts.text("filter.noSize", DisplayText.escape(text, 100)));
    }
}
