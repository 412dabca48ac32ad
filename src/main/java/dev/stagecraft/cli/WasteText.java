package dev.stagecraft.cli;

import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.DiveFigures;
import dev.stagecraft.image.Efficiency;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.Waste;
import dev.stagecraft.image.WasteHint;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Waste as text: figures, then by instruction, by path, and what is stored twice.
final class WasteText {
    private static final int INSTRUCTION_WIDTH = 70;

    private final Terminal terminal;
    private final int limit;

    WasteText(Terminal terminal, int limit) {
        this.terminal = terminal;
        this.limit = limit;
    }

    void print(OpenImage image) {
        FileTree tree = image.tree();
        Waste waste = Waste.of(tree);
        List<Waste.Duplicate> duplicates = waste.duplicates();
        terminal.out()
                .println(terminal.styled(Terminal.Style.BOLD, DisplayText.escape(image.title())));
        figures(tree, duplicates);
        byInstruction(image, waste);
        byPath(image, waste);
        duplicates(tree, duplicates);
    }

    private void figures(FileTree tree, List<Waste.Duplicate> duplicates) {
        Efficiency efficiency = Efficiency.of(tree);
        terminal.out()
                .println(
                        Texts.text(
                                "waste.figures",
                                percent(efficiency.ratio()),
                                ByteSize.format(efficiency.liveBytes()),
                                ByteSize.format(efficiency.deadBytes()),
                                ByteSize.format(efficiency.totalBytes())));
        terminal.out()
                .println(
                        Texts.text(
                                "waste.twice",
                                ByteSize.format(
                                        duplicates.stream()
                                                .mapToLong(Waste.Duplicate::wasted)
                                                .sum())));
        DiveFigures dive = DiveFigures.of(tree);
        terminal.out()
                .println(
                        terminal.styled(
                                Terminal.Style.DIM,
                                Texts.text(
                                        "waste.dive",
                                        percent(dive.score()),
                                        ByteSize.format(dive.wastedBytes()),
                                        percent(dive.wastedUserShare(tree)))));
    }

    private void byInstruction(OpenImage image, Waste waste) {
        List<Integer> layers =
                IntStream.range(0, image.tree().layers())
                        .filter(l -> waste.killedBy(l) > 0)
                        .boxed()
                        .sorted(
                                Comparator.comparingLong((Integer l) -> waste.killedBy(l))
                                        .reversed())
                        .toList();
        if (layers.isEmpty()) {
            return;
        }
        heading("waste.byInstruction");
        Map<Integer, Map<WasteHint, Long>> hints = hints(image.tree(), waste);
        Map<Integer, String> instructions = image.instructions();
        for (int layer : layers) {
            String instruction = DisplayText.escape(instructions.getOrDefault(layer, ""), 1000);
            terminal.out()
                    .println(
                            "  "
                                    + right(ByteSize.format(waste.killedBy(layer)), 9)
                                    + "  "
                                    + Texts.text("waste.layer", layer + 1)
                                    + "  "
                                    + Columns.cut(
                                            instruction, INSTRUCTION_WIDTH, terminal.unicode()));
            hints.getOrDefault(layer, Map.of()).entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .ifPresent(most ->
                            terminal.out()
                                    .println(
                                            terminal.styled(
                                                    Terminal.Style.DIM,
                                                    " ".repeat(13)
                                                            + Texts.of(
                                                                    "waste.hint", most.getKey()))));
        }
    }

    private static Map<Integer, Map<WasteHint, Long>> hints(FileTree tree, Waste waste) {
        return IntStream.range(0, waste.count())
                .mapToObj(waste::get)
                .collect(
                        Collectors.groupingBy(
                                Waste.DeadFile::diedIn,
                                Collectors.groupingBy(
                                        d -> WasteHint.of(d, tree.path(d.node())),
                                        () -> new EnumMap<>(WasteHint.class),
                                        Collectors.summingLong(Waste.DeadFile::bytes))));
    }

    private void byPath(OpenImage image, Waste waste) {
        if (waste.count() == 0) {
            return;
        }
        heading("waste.byPath");
        for (Waste.DeadFile dead : waste.largest(limit)) {
            terminal.out()
                    .println(
                            "  "
                                    + right(ByteSize.format(dead.bytes()), 9)
                                    + "  "
                                    + Texts.text(
                                            "waste.dead",
                                            "/"
                                                    + DisplayText.escape(
                                                            image.tree().path(dead.node())),
                                            dead.bornIn() + 1,
                                            Texts.of("waste.cause", dead.cause()),
                                            dead.diedIn() + 1));
        }
        more(waste.count());
    }

    private void duplicates(FileTree tree, List<Waste.Duplicate> duplicates) {
        if (duplicates.isEmpty()) {
            return;
        }
        heading("waste.duplicates");
        for (Waste.Duplicate duplicate : duplicates.stream().limit(limit).toList()) {
            String paths =
                    duplicate.nodes().stream()
                            .limit(4)
                            .map(n -> "/" + DisplayText.escape(tree.path(n)))
                            .collect(Collectors.joining("  "));
            terminal.out()
                    .println(
                            "  "
                                    + right(ByteSize.format(duplicate.wasted()), 9)
                                    + "  "
                                    + Texts.text("waste.copies", duplicate.nodes().size(), paths));
        }
        more(duplicates.size());
    }

    private void more(int count) {
        if (count > limit) {
            terminal.out()
                    .println(
                            terminal.styled(
                                    Terminal.Style.DIM,
                                    " ".repeat(13) + Texts.text("waste.more", count - limit)));
        }
    }

    private void heading(String key) {
        terminal.out().println();
        terminal.out().println(terminal.styled(Terminal.Style.BOLD, Texts.text(key)));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", share * 100);
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
