package dev.stagecraft.cli;

import dev.stagecraft.cli.Terminal.Style;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.Image;
import dev.stagecraft.recording.Recording;
import dev.stagecraft.stage.Ambiguity;
import dev.stagecraft.stage.Known;
import dev.stagecraft.stage.Stage;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.stage.StageTree.Notice;
import dev.stagecraft.stage.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A stage tree for a terminal: one line for each stage and step, with bars on one scale.
final class TreeText {
    private static final int SIZE_WIDTH = 9;
    private static final int PERCENT_WIDTH = 7;
    private static final int MAX_BAR = 30;

    /// Layers of a base below this share are folded into one line.
    private static final double SMALL = 0.01;

    private final Terminal terminal;
    private final boolean all;
    private final int barWidth;
    private final int textWidth;

    /// @param all whether every step of every base has its line
    TreeText(Terminal terminal, boolean all) {
        this.terminal = terminal;
        this.all = all;
        this.barWidth = Math.min(MAX_BAR, terminal.width() / 4);
        this.textWidth = terminal.width() - barWidth - SIZE_WIDTH - PERCENT_WIDTH - 6;
    }

    void print(Recording recording) {
        StageTree tree = recording.tree();
        head(recording, tree);
        for (Stage stage : tree.stages()) {
            terminal.out().println();
            print(tree, stage);
        }
        notes(tree);
        terminal.out().flush();
    }

    private void head(Recording recording, StageTree tree) {
        Image image = tree.image();
        terminal.out()
                .println(
                        terminal.styled(Style.BOLD, DisplayText.escape(image.displayName()))
                                + "  "
                                + DisplayText.escape(
                                        image.platform() + "  " + image.id().shortHex())
                                + image.created()
                                        .map(c -> "  " + c.toString().substring(0, 10))
                                        .orElse(""));
        terminal.out()
                .println(terminal.styled(Style.DIM, DisplayText.escape(recording.measuredOn())));
        boolean atLeast =
                tree.notices().contains(Notice.SIZES_UNKNOWN) && tree.image().size().isEmpty();
        String shipped =
                Texts.text(
                        atLeast ? "tree.shippedAtLeast" : "tree.shipped",
                        ByteSize.format(tree.totals().shipped()));
        String left = left(tree);
        terminal.out()
                .println(
                        terminal.styled(Style.SHIPPED, shipped)
                                + "   "
                                + terminal.styled(Style.LEFT_BEHIND, left));
    }

    private static String left(StageTree tree) {
        String size = ByteSize.format(tree.totals().leftBehind());
        if (tree.totals().leftBehindComplete()) {
            return Texts.text("tree.left", size);
        }
        return tree.notices().contains(Notice.DISCARDED_UNKNOWN) || tree.totals().leftBehind() == 0
                ? Texts.text("tree.leftUnknown")
                : Texts.text("tree.leftAtLeast", size);
    }

    private void print(StageTree tree, Stage stage) {
        String title = title(stage);
        String state =
                (stage.shipped() ? "" : Texts.text("tree.notShipped") + ", ")
                        + Texts.of("evidence", stage.known().evidence());
        int room = textWidth - Columns.width(state) - 2;
        String text = Columns.fit(title, Math.max(20, room), terminal.unicode()) + "  " + state;
        line(
                Columns.fit(text, textWidth, terminal.unicode()),
                stage.knownSize(),
                stage.sizeComplete(),
                tree,
                stage.shipped(),
                Style.BOLD);
        steps(tree, stage);
    }

    private static String title(Stage stage) {
        String name = stage.name().map(DisplayText::escape).orElse("");
        if (stage.kind() == Stage.Kind.BASE) {
            return name.isEmpty() ? Texts.text("tree.unnamedBase") : name;
        }
        String number = stage.index().isPresent() ? Integer.toString(stage.index().getAsInt()) : "";
        String label =
                !name.isEmpty()
                        ? name
                        : number.isEmpty()
                                ? Texts.text("tree.ownSteps")
                                : Texts.text("tree.stageNumber", number);
        return stage.base()
                .map(b -> Texts.text("tree.from", label, DisplayText.escape(b)))
                .orElse(label);
    }

    private void steps(StageTree tree, Stage stage) {
        int folded = 0;
        long foldedBytes = 0;
        boolean foldable = !all && stage.kind() == Stage.Kind.BASE;
        for (Step step : stage.steps()) {
            long bytes = step.size().orElse(0);
            boolean small =
                    !step.makesLayer() || (step.size().isPresent() && tree.share(bytes) < SMALL);
            if (foldable && small) {
                folded++;
                foldedBytes += bytes;
                continue;
            }
            step(tree, stage, step);
        }
        if (folded > 0) {
            String text = "    " + Texts.text("tree.folded", folded);
            line(
                    Columns.fit(text, textWidth, terminal.unicode()),
                    OptionalLong.of(foldedBytes),
                    true,
                    tree,
                    stage.shipped(),
                    Style.DIM);
        }
    }

    private void step(StageTree tree, Stage stage, Step step) {
        String text = DisplayText.escape(step.instruction().oneLine());
        String shown = text.isEmpty() ? Texts.text("tree.notRecorded") : text;
        line(
                Columns.fit("    " + shown, textWidth, terminal.unicode()),
                step.makesLayer() ? step.size() : OptionalLong.empty(),
                !step.makesLayer() || step.size().isPresent(),
                tree,
                stage.shipped(),
                step.makesLayer() && stage.shipped() ? null : Style.DIM);
    }

    private void line(
            String text,
            OptionalLong size,
            boolean complete,
            StageTree tree,
            boolean shipped,
            @Nullable Style style) {
        String bytes =
                size.isPresent()
                        ? ByteSize.format(size.getAsLong()) + (complete ? "" : "+")
                        : complete ? "" : "?";
        double share = size.isPresent() ? tree.share(size.getAsLong()) : 0;
        String percent = size.isPresent() && size.getAsLong() > 0 ? Bar.percent(share) : "";
        String bar = Bar.of(share, barWidth, terminal.unicode());
        String line =
                (style == null ? text : terminal.styled(style, text))
                        + "  "
                        + right(bytes, SIZE_WIDTH)
                        + " "
                        + right(percent, PERCENT_WIDTH)
                        + "  "
                        + terminal.styled(shipped ? Style.SHIPPED : Style.LEFT_BEHIND, bar);
        terminal.out().println(line.stripTrailing());
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    /// Everything that is not certain, in sentences.
    private void notes(StageTree tree) {
        List<String> notes = new ArrayList<>();
        List<String> named = new ArrayList<>();
        for (Notice notice : tree.notices()) {
            notes.add(Texts.of("notice", notice));
        }
        for (Stage stage : tree.stages()) {
            String title = title(stage);
            if (stage.kind() == Stage.Kind.BUILD || all) {
                notes.add(title + ": " + sentence(stage.known()));
            }
            Optional<Ambiguity> ambiguity = stage.ambiguity();
            if (ambiguity.isPresent()
                    && ambiguity.get().kind() == Ambiguity.Kind.SEVERAL_NAMES
                    && !all) {
                named.add(title + " (" + ambiguity.get().alternatives().size() + ")");
            } else {
                ambiguity.ifPresent(a -> notes.add(title + ": " + sentence(a)));
            }
        }
        if (!named.isEmpty()) {
            notes.add(Texts.text("tree.severalNames", String.join(", ", named)));
        }
        if (!notes.isEmpty()) {
            terminal.out().println();
            notes.forEach(n -> terminal.out().println(terminal.styled(Style.DIM, "  " + n)));
        }
    }

    static String sentence(Known known) {
        Object[] facts = known.facts().stream().map(f -> DisplayText.escape(f, 200)).toArray();
        return Texts.of("evidence.reason", known.reason(), facts);
    }

    static String sentence(Ambiguity ambiguity) {
        List<String> names = ambiguity.alternatives();
        String list =
                String.join(
                        ", ",
                        names.stream().limit(6).map(n -> DisplayText.escape(n, 100)).toList());
        return Texts.of(
                "ambiguity",
                ambiguity.kind(),
                names.size(),
                names.size() > 6 ? list + ", …" : list);
    }
}
