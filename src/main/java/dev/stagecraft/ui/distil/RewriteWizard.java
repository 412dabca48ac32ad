package dev.stagecraft.ui.distil;

import dev.stagecraft.archive.LayerCache;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Page;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Workbench;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// The wizard that rewrites a Dockerfile, as a page of the window. It keeps what was chosen and
/// answered while the window shows something else.
public final class RewriteWizard implements Page, AutoCloseable {
    /// The stylesheet of the wizard.
    public static final String STYLESHEET =
            Objects.requireNonNull(RewriteWizard.class.getResource("distil.css")).toExternalForm();

    private static final Duration DELAY = Duration.ofMillis(180);

    private final Workbench workbench;
    private final Consumer<String> clipboard;
    private final Optional<ProveStep> prove;
    private final WizardModel model;
    private final SaveModel save;
    private final RecentDockerfiles recent;
    private final Texts texts = Texts.of(RewriteWizard.class);
    private @Nullable WizardView view;

    /// @param clipboard where copied texts go
    /// @param cache keeps layers of built images that were read
    /// @param prove the step that proves; absent for none
    public RewriteWizard(
            Workbench workbench,
            Consumer<String> clipboard,
            LayerCache cache,
            Optional<ProveStep> prove) {
        this.workbench = workbench;
        this.clipboard = clipboard;
        this.prove = prove;
        BuiltImageModel built =
                new BuiltImageModel(
                        workbench.tasks(), () -> workbench.engineProperty().get(), cache);
        model = new WizardModel(workbench.tasks(), built, prove.isPresent(), DELAY);
        save = new SaveModel(model, workbench.tasks());
        recent = new RecentDockerfiles(workbench.settings());
    }

    @Override
    public String id() {
        return "rewrite";
    }

    @Override
    public String title() {
        return texts.text("wizard.title");
    }

    @Override
    public Node view() {
        WizardView made = view;
        if (made == null) {
            made = new WizardView(model, save, workbench, recent, clipboard, prove);
            view = made;
        }
        made.enter();
        return made;
    }

    /// Chooses a Dockerfile, a Compose file or a folder.
    public void choose(Path path) {
        recent.add(path);
        model.go(WizardStep.CHOOSE);
        model.choose(path);
    }

    /// Chooses the Dockerfile of an image: the one that a person gave it, else what its history
    /// tells.
    public void choose(Opened opened) {
        model.go(WizardStep.CHOOSE);
        Offer offer =
                opened.dockerfile()
                        .map(ImageOfSource::attached)
                        .orElseGet(() -> Offer.ofHistory(opened.tree()));
        model.choose(offer, ImageOfSource.reference(opened));
    }

    /// Goes to a step, if it can be gone to.
    public void go(WizardStep step) {
        model.go(step);
    }

    WizardModel model() {
        return model;
    }

    /// Lets go of what an engine holds for it.
    @Override
    public void close() {
        model.built().release();
    }
}
