package dev.stagecraft.cli;

import dev.stagecraft.cli.Terminal.Style;
import dev.stagecraft.compare.Change;
import dev.stagecraft.compare.Comparison;
import dev.stagecraft.compare.LayerComparison;
import dev.stagecraft.compare.SettingsComparison;
import dev.stagecraft.compare.Side;
import dev.stagecraft.compare.SizeChange;
import dev.stagecraft.compare.ValueChange;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import java.util.List;

/// A comparison for a terminal: both sizes on one scale, then what is not the same.
final class CompareText {
    private static final int MAX_BAR = 50;

    private final Terminal terminal;

    CompareText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Comparison comparison) {
        sizes(comparison);
        layers(comparison.layers());
        terminal.out()
                .println(
                        Texts.text(
                                "compare.user",
                                DisplayText.escape(comparison.users().before().runsAs()),
                                DisplayText.escape(comparison.users().after().runsAs())));
        SettingsComparison settings = comparison.settings();
        changes(
                "compare.settings",
                settings.settings().stream()
                        .map(e ->
                                new ValueChange(
                                        Texts.of("compare.setting", e.setting()),
                                        e.value().before(),
                                        e.value().after()))
                        .toList());
        changes("compare.environment", settings.environment());
        changes("compare.labels", settings.labels());
        if (comparison.contents().isPresent()) {
            new CompareContentsText(terminal).print(comparison, comparison.contents().get());
        } else {
            terminal.out().println();
            terminal.out().println(terminal.styled(Style.DIM, Texts.text("compare.noFiles")));
        }
        terminal.out().flush();
    }

    private void sizes(Comparison comparison) {
        int names = Math.max(name(comparison.before()).length(), name(comparison.after()).length());
        long most =
                Math.max(comparison.before().size().orElse(0), comparison.after().size().orElse(0));
        bar(comparison.before(), Math.min(names, 40), most, Style.LEFT_BEHIND);
        bar(comparison.after(), Math.min(names, 40), most, Style.SHIPPED);
        String line =
                comparison.size().map(CompareText::headline).orElse(Texts.text("compare.unknown"));
        terminal.out().println();
        terminal.out().println(terminal.styled(Style.BOLD, line));
    }

    private static String headline(SizeChange size) {
        return switch (size.direction()) {
            case SMALLER ->
                    Texts.text(
                            "compare.smaller",
                            size.factorText(),
                            ByteSize.format(size.difference()));
            case LARGER ->
                    Texts.text(
                            "compare.larger",
                            size.factorText(),
                            ByteSize.format(size.difference()));
            case SAME -> Texts.text("compare.same");
        };
    }

    private static String name(Side side) {
        return DisplayText.escape(side.name());
    }

    private void bar(Side side, int names, long most, Style style) {
        long bytes = side.size().orElse(0);
        String size = side.size().isPresent() ? ByteSize.format(bytes) : "?";
        int room = Math.clamp(terminal.width() - names - 14, 10, MAX_BAR);
        String bar = Bar.of(most == 0 ? 0 : (double) bytes / most, room, terminal.unicode());
        terminal.out()
                .println(
                        Columns.fit(name(side), names, terminal.unicode())
                                + "  "
                                + " ".repeat(Math.max(0, 8 - size.length()))
                                + size
                                + "  "
                                + terminal.styled(style, bar));
    }

    private void layers(LayerComparison layers) {
        terminal.out()
                .println(
                        Texts.text(
                                "compare.layers",
                                layers.shared().layers(),
                                ByteSize.format(layers.shared().bytes()),
                                layers.onlyBefore().layers(),
                                ByteSize.format(layers.onlyBefore().bytes()),
                                layers.onlyAfter().layers(),
                                ByteSize.format(layers.onlyAfter().bytes())));
    }

    private void changes(String title, List<ValueChange> all) {
        List<ValueChange> changed = all.stream().filter(c -> c.change() != Change.SAME).toList();
        if (changed.isEmpty()) {
            return;
        }
        terminal.out().println();
        terminal.out().println(terminal.styled(Style.BOLD, Texts.text(title)));
        for (ValueChange change : changed) {
            String name = DisplayText.escape(change.name(), 200);
            change.before().ifPresent(value -> line("-", name, value, Style.BAD));
            change.after().ifPresent(value -> line("+", name, value, Style.GOOD));
        }
    }

    private void line(String sign, String name, String value, Style style) {
        String text = "  " + sign + " " + name + "  " + DisplayText.escape(value);
        terminal.out()
                .println(
                        terminal.styled(
                                style, Columns.cut(text, terminal.width(), terminal.unicode())));
    }
}
