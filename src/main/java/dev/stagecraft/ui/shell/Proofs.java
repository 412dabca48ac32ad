package dev.stagecraft.ui.shell;

import dev.stagecraft.engine.Engine;
import dev.stagecraft.image.Image;
import dev.stagecraft.prove.Prover;
import dev.stagecraft.ui.prove.EngineProofs;
import dev.stagecraft.ui.prove.ProveHost;
import dev.stagecraft.ui.prove.ProvePage;
import dev.stagecraft.ui.prove.ProveView;
import dev.stagecraft.ui.prove.ProveViewModel;
import dev.stagecraft.ui.prove.SubjectViewModel;
import dev.stagecraft.ui.support.Address;
import dev.stagecraft.ui.support.Command;
import dev.stagecraft.ui.support.Source;
import dev.stagecraft.ui.support.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import org.kordamp.ikonli.feather.Feather;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ways that lead to proofs, and what proofs ask of the window. Whenever an engine is
/// connected, what proofs left there when the program crashed is removed.
final class Proofs implements ProveHost, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Proofs.class);

    private final Shell shell;
    private final Comparisons comparisons;
    private final Texts texts = Texts.of(Proofs.class);
    private final BooleanBinding hasEngine;
    private final List<ProveViewModel> models = new CopyOnWriteArrayList<>();
    private Optional<ProvePage> page = Optional.empty();

    Proofs(Shell shell, Comparisons comparisons) {
        this.shell = shell;
        this.comparisons = comparisons;
        hasEngine =
                Bindings.createBooleanBinding(
                        () -> shell.engineProperty().get().isPresent(), shell.engineProperty());
        shell.commands()
                .add(
                        Command.of("prove", Command.Group.IMAGE, texts.text("command.prove"))
                                .key("Shortcut+Shift+V")
                                .icon(Feather.CHECK_SQUARE)
                                .run(this::show));
        shell.engineProperty()
                .addListener((p, o, engine) -> engine.ifPresent(this::removeLeftovers));
    }

    /// A proof of its own.
    ProveViewModel model() {
        ProveViewModel model =
                new ProveViewModel(
                        new EngineProofs(
                                () -> shell.engineProperty().get(), shell.around().layerCache()),
                        shell.tasks(),
                        System::nanoTime);
        models.add(model);
        return model;
    }

    /// The view of a proof.
    ///
    /// @param withdrawable whether other files can be chosen in it
    ProveView view(ProveViewModel model, boolean withdrawable) {
        return new ProveView(model, this, hasEngine, withdrawable, () -> shell.theme().em());
    }

    /// The wizard's step that proves.
    ProofStep step() {
        ProveViewModel model = model();
        return new ProofStep(model, view(model, false));
    }

    /// Shows the page where any two Dockerfiles are proven.
    void show() {
        ProvePage shown = page.orElseGet(this::newPage);
        page = Optional.of(shown);
        if (shell.pageProperty().get().filter(shown::equals).isEmpty()) {
            shell.showPage(shown);
        }
    }

    private ProvePage newPage() {
        ProveViewModel model = model();
        return new ProvePage(
                view(model, true),
                new SubjectViewModel(shell.tasks(), model::propose),
                this::chooseFile,
                () -> shell.dialogs().folder(texts.text("dialog.context")));
    }

    private Optional<Path> chooseFile() {
        return shell.openDialogs().dockerfile(texts.text("dialog.prove"));
    }

    private void removeLeftovers(Engine engine) {
        shell.tasks()
                .of(texts.text("task.leftovers"), progress -> Prover.removeLeftovers(engine))
                .quietly()
                .onSuccess(count -> {
                    if (count > 0) {
                        LOG.info(
                                "removed {} containers, networks, images and folders of an earlier run",
                                count);
                    }
                })
                // Logged by the tasks. Not worth a person's time: the next start tries again.
                .onFailure(e -> {})
                .start();
    }

    @Override
    public void open(Image image) {
        shell.go(new Address.OfImage(source(image)));
    }

    @Override
    public void compare(Image before, Image after) {
        comparisons.compareBoth(
                source(before),
                texts.text("proof.before"),
                source(after),
                texts.text("proof.after"));
    }

    @Override
    public void copy(String text) {
        shell.copy(text);
    }

    private static Source source(Image image) {
        return new Source.OfEngine(image.id());
    }

    /// Stops what runs and removes what is not to be kept.
    @Override
    public void close() {
        models.forEach(ProveViewModel::close);
    }

    /// The same for a process that is told to end, on any thread.
    void end() {
        models.forEach(ProveViewModel::end);
    }
}
