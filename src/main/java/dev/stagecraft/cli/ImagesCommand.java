package dev.stagecraft.cli;

import dev.stagecraft.cli.json.ImagesJson;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.image.ImageSummary;
import dev.stagecraft.recording.Sample;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `images`: the images of an engine, or the bundled samples.
@Command(name = "images")
final class ImagesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin JsonOption common = new JsonOption();
    @Mixin EngineOption engine = new EngineOption();

    @Option(
            names = {"-a", "--all"},
            descriptionKey = "images.all")
    boolean all;

    @Option(names = "--samples", descriptionKey = "images.samples")
    boolean samples;

    ImagesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (samples) {
            samples();
            return Cli.DONE;
        }
        List<ImageSummary> images;
        try (Engine opened = engine.open()) {
            images = opened.listImagesWithSharedSizes(all);
        }
        List<ImageSummary> shown = images.stream().filter(i -> all || !i.intermediate()).toList();
        if (common.json) {
            ImagesJson.write(shown, terminal.out());
            return Cli.DONE;
        }
        Table table = new Table(terminal);
        table.header(
                Texts.text("images.name"),
                Texts.text("images.id"),
                Texts.text("images.age"),
                "\t" + Texts.text("images.size"),
                "\t" + Texts.text("images.shared"),
                "\t" + Texts.text("images.own"));
        for (ImageSummary image : shown) {
            table.row(
                    name(image),
                    image.id().shortHex(),
                    image.created().map(c -> Age.of(c, Instant.now())).orElse("-"),
                    "\t" + ByteSize.format(image.size()),
                    "\t" + size(image.shared()),
                    "\t" + size(image.own()));
        }
        table.print();
        return Cli.DONE;
    }

    private static String name(ImageSummary image) {
        if (image.tags().isEmpty()) {
            return image.repoDigests().stream()
                    .map(ImageReference::familiarName)
                    .findFirst()
                    .orElse(Texts.text("images.untagged"));
        }
        String first = image.tags().getFirst().familiar();
        int more = image.tags().size() - 1;
        return more == 0 ? first : Texts.text("images.moreTags", first, more);
    }

    private static String size(OptionalLong bytes) {
        return bytes.isPresent() ? ByteSize.format(bytes.getAsLong()) : "-";
    }

    private void samples() throws IOException {
        if (common.json) {
            ImagesJson.writeSamples(Sample.all(), terminal.out());
            return;
        }
        Table table = new Table(terminal);
        table.header(
                Texts.text("images.name"),
                Texts.text("images.title"),
                "\t" + Texts.text("images.size"));
        for (Sample sample : Sample.all()) {
            table.row(
                    "sample:" + sample.name(),
                    sample.title(),
                    "\t" + ByteSize.format(sample.size()));
        }
        table.print();
    }

    /// How long ago something was.
    static final class Age {
        private Age() {}

        static String of(Instant then, Instant now) {
            Duration age = Duration.between(then, now);
            if (age.isNegative() || age.toSeconds() < 60) {
                return Texts.text("age.now");
            }
            if (age.toMinutes() < 60) {
                return Texts.text("age.minutes", age.toMinutes());
            }
            if (age.toHours() < 48) {
                return Texts.text("age.hours", age.toHours());
            }
            if (age.toDays() < 60) {
                return Texts.text("age.days", age.toDays());
            }
            return age.toDays() < 730
                    ? Texts.text("age.months", age.toDays() / 30)
                    : Texts.text("age.years", age.toDays() / 365);
        }
    }
}
