package dev.stagecraft.ui.explore;

import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.stage.Ambiguity;
import dev.stagecraft.stage.Known;
import dev.stagecraft.stage.Stage;
import dev.stagecraft.stage.Step;
import dev.stagecraft.ui.support.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Says in words what stages and steps are. All of it is fit to be shown: what came from an image
/// is escaped here.
final class StageWords {
    private static final int LONGEST_LINE = 400;
    private final Texts texts = Texts.of(StageWords.class);

    /// The stage's name: the one after `AS`, an image's name, or what else it can be called.
    String name(Stage stage) {
        Optional<String> name = stage.name().map(DisplayText::escape);
        if (name.isPresent()) {
            return name.get();
        }
        if (stage.kind() == Stage.Kind.BASE) {
            return texts.text("stage.base");
        }
        if (stage.shipped()) {
            return texts.text("stage.final");
        }
        return stage.index().isPresent()
                ? texts.text("stage.numbered", stage.index().getAsInt())
                : texts.text("stage.discarded");
    }

    /// `FROM` and what the stage was made from; empty when nobody says.
    String from(Stage stage) {
        return stage.base().map(base -> "FROM " + DisplayText.escape(base)).orElse("");
    }

    /// The instruction's keyword; empty when the history does not tell.
    String keyword(Step step) {
        return DisplayText.escape(step.instruction().keyword());
    }

    /// The instruction's arguments on one line.
    String arguments(Step step) {
        String line = step.instruction().arguments().replaceAll("\\s*\\\\?\\R\\s*", " ");
        return DisplayText.escape(line.replace('\t', ' '), LONGEST_LINE);
    }

    /// The instruction in full.
    String instruction(Step step) {
        return DisplayText.escapeLines(step.instruction().text());
    }

    /// What the settings of a fold are, such as `ENV · WORKDIR · 2 × LABEL`.
    String settings(List<Step> steps) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < steps.size(); ) {
            String keyword = keyword(steps.get(i));
            int to = i;
            while (to < steps.size() && keyword(steps.get(to)).equals(keyword)) {
                to++;
            }
            out.append(out.isEmpty() ? "" : " · ");
            if (to - i > 1) {
                out.append(to - i).append(" × ");
            }
            out.append(keyword.isEmpty() ? texts.text("step.unnamed") : keyword);
            i = to;
        }
        return out.toString();
    }

    /// `observed`, `recorded` or `inferred`.
    String evidence(Known known) {
        return texts.text("evidence." + known.evidence().name().toLowerCase(Locale.ROOT));
    }

    /// How something is known, and what that kind of evidence means.
    String explanation(Known known) {
        Object[] facts = known.facts().stream().map(DisplayText::escape).toArray();
        return texts.text("evidence.reason." + known.reason().name(), facts)
                + "\n"
                + texts.text(
                        "evidence.meaning." + known.evidence().name().toLowerCase(Locale.ROOT));
    }

    /// What else something could be.
    String doubt(Ambiguity ambiguity) {
        String all =
                ambiguity.alternatives().stream()
                        .map(DisplayText::escape)
                        .collect(Collectors.joining(", "));
        return texts.text(
                "ambiguity." + ambiguity.kind().name(), ambiguity.alternatives().size(), all);
    }

    /// A size, or that nobody knows it.
    String size(OptionalLong bytes) {
        return bytes.isPresent() ? ByteSize.format(bytes.getAsLong()) : texts.text("size.unknown");
    }

    /// A part of the whole: `12 %`, `0.3 %`, `<0.1 %`; empty for nothing.
    static String share(double part) {
        double percent = part * 100;
        if (percent <= 0) {
            return "";
        }
        if (percent < 0.1) {
            return "<0.1\u00a0%";
        }
        return String.format(Locale.ROOT, percent < 9.95 ? "%.1f" : "%.0f", percent) + "\u00a0%";
    }
}
