package dev.stagecraft.cli;

import dev.stagecraft.cli.json.RewriteDocument;
import dev.stagecraft.distil.Distiller;
import dev.stagecraft.distil.Outcome;
import dev.stagecraft.distil.Request;
import dev.stagecraft.distil.output.SavedFile;
import dev.stagecraft.distil.plan.Change;
import dev.stagecraft.distil.plan.Question;
import dev.stagecraft.distil.plan.Warning;
import dev.stagecraft.distil.project.FolderFiles;
import dev.stagecraft.distil.project.ProjectFiles;
import dev.stagecraft.distil.start.Answers;
import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.engine.Engine;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.prove.EngineBuiltImage;
import dev.stagecraft.prove.KnownDigests;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rewrite`: a Dockerfile with builder stages and a distroless final stage.
@Command(name = "rewrite")
final class RewriteCommand implements Callable<Integer> {
    private static final int MAX_SHOWN = 2000;

    private final Terminal terminal;

    @Mixin JsonOption common = new JsonOption();
    @Mixin EngineOption engine = new EngineOption();
    @Mixin RewriteOptions options = new RewriteOptions();

    @Parameters(paramLabel = "DOCKERFILE", descriptionKey = "rewrite.dockerfile")
    Path dockerfile = Path.of("");

    @Option(names = "--context", paramLabel = "DIR", descriptionKey = "rewrite.context")
    @Nullable Path context;

    @Option(names = "--image", paramLabel = "REF", descriptionKey = "rewrite.image")
    @Nullable String image;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            descriptionKey = "rewrite.output")
    @Nullable Path output;

    RewriteCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, CliException {
        Dockerfile file = read();
        ProjectFiles files = files();
        Outcome outcome =
                image == null && !options.pin
                        ? distil(Request.of(file, files).with(options.with(Map.of())))
                        : withEngine(Request.of(file, files));
        Optional<SavedFile> saved = save(outcome);
        if (common.json) {
            RewriteDocument.write(outcome, saved, terminal.out());
        } else if (saved.isEmpty() && outcome instanceof Outcome.Rewritten rewritten) {
            terminal.out().print(rewritten.text());
        }
        terminal.out().flush();
        if (!common.json) {
            notes(outcome, saved);
        }
        return outcome instanceof Outcome.Refused ? Cli.REFUSED : Cli.DONE;
    }

    private Dockerfile read() throws IOException, CliException {
        if (Files.isDirectory(dockerfile)) {
            throw new CliException(Texts.text("rewrite.isFolder", dockerfile));
        }
        return Dockerfile.parse(Dockerfiles.bytes(dockerfile));
    }

    /// The build context: the folder that was named, else the one that the Dockerfile lies in.
    private ProjectFiles files() throws IOException {
        if (context != null) {
            return FolderFiles.of(context);
        }
        Path parent = dockerfile.toAbsolutePath().normalize().getParent();
        return parent == null ? ProjectFiles.NONE : FolderFiles.of(parent);
    }

    private Outcome distil(Request request) {
        return Distiller.bundled().distil(request.with(new Answers(options.answers)));
    }

    private Outcome withEngine(Request plain) throws IOException {
        try (Engine opened = engine.open()) {
            Request request =
                    plain.with(options.with(options.pin ? KnownDigests.of(opened) : Map.of()));
            if (image == null) {
                return distil(request);
            }
            try (EngineBuiltImage built =
                    EngineBuiltImage.open(opened, opened.inspect(image), Opening.cache())) {
                return distil(request.with(built));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Optional<SavedFile> save(Outcome outcome) throws IOException {
        return output != null && outcome instanceof Outcome.Rewritten rewritten
                ? Optional.of(SavedFile.write(output, rewritten.text()))
                : Optional.empty();
    }

    private void notes(Outcome outcome, Optional<SavedFile> saved) {
        PrintWriter err = terminal.err();
        switch (outcome) {
            case Outcome.Refused refused -> {
                err.println(
                        Texts.text(
                                "rewrite.refused",
                                shown(refused.refusal().reason()),
                                refused.refusal().source().isPresent() ? 1 : 0,
                                refused.refusal().source().map(Object::toString).orElse("")));
                err.println(Texts.text("rewrite.advice", shown(refused.refusal().advice())));
            }
            case Outcome.Rewritten rewritten -> rewritten(rewritten, err);
        }
        saved.ifPresent(s -> err.println(Texts.text("rewrite.saved", s.file())));
        saved.flatMap(SavedFile::backup)
                .ifPresent(b -> err.println(Texts.text("rewrite.backup", b)));
        err.flush();
    }

    private void rewritten(Outcome.Rewritten rewritten, PrintWriter err) {
        String kind =
                rewritten.ecosystem() + rewritten.framework().map(f -> " (" + f + ")").orElse("");
        boolean already = rewritten instanceof Outcome.AlreadyDistroless;
        err.println(
                already && kind.isEmpty()
                        ? Texts.text("rewrite.already.unknown", shown(rewritten.base()))
                        : Texts.text(
                                already ? "rewrite.already" : "rewrite.converted",
                                shown(kind),
                                shown(rewritten.base())));
        for (Warning warning : rewritten.warnings()) {
            err.println(Texts.text("rewrite.warning", shown(warning.text())));
        }
        for (Change change : rewritten.changes()) {
            change.reason()
                    .behaviour()
                    // Some are said with their cause as a warning.
                    .filter(b -> rewritten.warnings().stream().noneMatch(w -> w.text().contains(b)))
                    .ifPresent(b -> err.println(Texts.text("rewrite.behaviour", shown(b))));
        }
        for (Question question : rewritten.questions()) {
            err.println(
                    Texts.text(
                            "rewrite.question",
                            shown(question.text()),
                            shown(question.key()),
                            shown(question.answer()),
                            shown(String.join(", ", question.choices())),
                            question.choices().size()));
        }
    }

    private static String shown(String text) {
        return DisplayText.escape(text, MAX_SHOWN);
    }
}
