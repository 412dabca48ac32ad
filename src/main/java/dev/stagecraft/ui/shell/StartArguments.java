package dev.stagecraft.ui.shell;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.engine.ImageNotFoundException;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.ui.support.EngineConnection;
import dev.stagecraft.ui.support.Notice;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Texts;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;

/// Opens what the program was started with, in the words that the commands take too: files, folders
/// and samples at once, and an image of the engine as soon as the engine answers. Two images are
/// compared.
final class StartArguments {
    private record Named(Source source, String name) {}

    private final Shell shell;
    private final EngineConnection connection;
    private final Texts texts;

    StartArguments(Shell shell, EngineConnection connection, Texts texts) {
        this.shell = shell;
        this.connection = connection;
        this.texts = texts;
    }

    void open(List<String> arguments) {
        List<Path> files = new ArrayList<>();
        for (String argument : arguments) {
            existing(argument).ifPresent(files::add);
        }
        if (files.size() == arguments.size() || files.stream().anyMatch(Drops::isProject)) {
            shell.drops().take(files);
        } else {
            open(arguments, List.of());
        }
    }

    /// Finds one after the other, as an engine's answer may have to be waited for.
    private void open(List<String> arguments, List<Named> found) {
        if (found.size() == 2) {
            Named before = found.getFirst();
            Named after = found.getLast();
            shell.comparisons()
                    .compareBoth(before.source(), before.name(), after.source(), after.name());
        } else if (!arguments.isEmpty()) {
            find(
                    arguments.getFirst(),
                    named -> {
                        List<Named> next = new ArrayList<>(found);
                        next.add(named);
                        open(arguments.subList(1, arguments.size()), next);
                    });
        } else if (!found.isEmpty()) {
            shell.open(found.getFirst().source(), found.getFirst().name());
        }
    }

    private void find(String argument, Consumer<Named> then) {
        Optional<Path> file = existing(argument);
        if (file.isPresent()) {
            shell.settings().addRecent(file.get());
            then.accept(new Named(Source.ofFile(whole(file.get())), fileName(file.get())));
            return;
        }
        int colon = argument.indexOf(':');
        String rest = argument.substring(colon + 1);
        switch (colon < 0 ? "" : argument.substring(0, colon)) {
            case "sample" -> then.accept(new Named(new Source.OfSample(rest), rest));
            case "recording" ->
                    path(rest)
                            .ifPresentOrElse(
                                    path ->
                                            then.accept(
                                                    new Named(
                                                            new Source.OfRecording(whole(path)),
                                                            fileName(path))),
                                    () -> notFound(argument, "", ""));
            case "docker-archive", "oci-archive", "oci-dir" ->
                    path(rest)
                            .ifPresentOrElse(
                                    path ->
                                            then.accept(
                                                    new Named(
                                                            new Source.OfArchive(
                                                                    whole(path),
                                                                    Optional.empty(),
                                                                    Optional.empty()),
                                                            fileName(path))),
                                    () -> notFound(argument, "", ""));
            case "engine" -> onceConnected(engine -> ask(engine, rest, then));
            default -> {
                if (ImageReference.tryParse(argument).isPresent()) {
                    onceConnected(engine -> ask(engine, argument, then));
                } else {
                    notFound(argument, texts.text("start.notfound.path"), "");
                }
            }
        }
    }

    /// A file, a project's folder or an image's; a folder that happens to be called `nginx` is
    /// none.
    private static Optional<Path> existing(String argument) {
        return path(argument)
                .filter(path ->
                        Files.isRegularFile(path)
                                || Files.exists(path.resolve("oci-layout"))
                                || Files.exists(path.resolve("manifest.json"))
                                || Drops.isProject(path));
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Path whole(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static String fileName(Path path) {
        return String.valueOf(whole(path).getFileName());
    }

    private void onceConnected(Consumer<Engine> then) {
        if (connection.engineProperty().get().isPresent()) {
            then.accept(connection.engineProperty().get().get());
            return;
        }
        connection
                .engineProperty()
                .addListener(
                        new ChangeListener<>() {
                            @Override
                            public void changed(
                                    ObservableValue<? extends Optional<Engine>> property,
                                    Optional<Engine> before,
                                    Optional<Engine> now) {
                                if (now.isPresent()) {
                                    property.removeListener(this);
                                    then.accept(now.get());
                                }
                            }
                        });
    }

    private void ask(Engine engine, String reference, Consumer<Named> then) {
        String shown = DisplayText.escape(reference, 200);
        shell.tasks()
                .of(texts.text("start.looking", shown), progress -> engine.inspect(reference).id())
                .onSuccess(
                        (Digest id) -> then.accept(new Named(new Source.OfEngine(id), reference)))
                .onFailure(
                        EngineException.class,
                        e -> {
                            String why = String.valueOf(e.getMessage());
                            if (e instanceof ImageNotFoundException) {
                                notFound(reference, e.advice(), why);
                            } else {
                                shell.say(
                                        new Notice(
                                                Notice.Kind.FAILURE,
                                                texts.text("start.failed", shown),
                                                texts.text("start.why", why, e.advice()),
                                                ""));
                            }
                        })
                .start();
    }

    private void notFound(String argument, String advice, String details) {
        shell.say(
                new Notice(
                        Notice.Kind.FAILURE,
                        texts.text("start.notfound", DisplayText.escape(argument, 200)),
                        advice,
                        details));
    }
}
