package dev.stagecraft.ui.shell;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.engine.EngineException;
import dev.stagecraft.image.Digest;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.support.Address;
import dev.stagecraft.ui.support.EngineConnection;
import dev.stagecraft.ui.support.Notice;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Workbench;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;

/// Opens what the program was started with: files at once, and an image of the engine as soon as
/// the engine answers.
final class StartArguments {
    private final Drops drops;
    private final EngineConnection connection;
    private final Tasks tasks;
    private final Workbench workbench;
    private final Texts texts;

    StartArguments(
            Drops drops,
            EngineConnection connection,
            Tasks tasks,
            Workbench workbench,
            Texts texts) {
        this.drops = drops;
        this.connection = connection;
        this.tasks = tasks;
        this.workbench = workbench;
        this.texts = texts;
    }

    void open(List<String> arguments) {
        List<Path> files = new ArrayList<>();
        for (String argument : arguments) {
            Optional<Path> file = existing(argument);
            if (file.isPresent()) {
                files.add(file.get());
            } else {
                openReference(argument);
            }
        }
        drops.take(files);
    }

    private static Optional<Path> existing(String argument) {
        try {
            return Optional.of(Path.of(argument)).filter(Files::exists);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private void openReference(String reference) {
        if (connection.engineProperty().get().isPresent()) {
            ask(connection.engineProperty().get().get(), reference);
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
                                    ask(now.get(), reference);
                                }
                            }
                        });
    }

    private void ask(Engine engine, String reference) {
        String shown = DisplayText.escape(reference, 200);
        tasks.of(texts.text("start.looking", shown), progress -> engine.inspect(reference).id())
                .onSuccess(
                        (Digest id) -> workbench.go(new Address.OfImage(new Source.OfEngine(id))))
                .onFailure(
                        EngineException.class,
                        e ->
                                workbench.say(
                                        new Notice(
                                                Notice.Kind.FAILURE,
                                                texts.text("start.notfound", shown),
                                                e.advice(),
                                                e.getMessage())))
                .start();
    }
}
