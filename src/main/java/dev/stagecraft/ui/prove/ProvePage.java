package dev.stagecraft.ui.prove;

import dev.stagecraft.ui.support.Page;
import dev.stagecraft.ui.support.Texts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;

/// Proving any two Dockerfiles, as a page of its own. What it shows stays while it is left, so that
/// an image can be looked at and the result come back to.
public final class ProvePage implements Page {
    private final ProveView view;
    private final Texts texts = Texts.of(ProvePage.class);

    /// @param view the proof itself
    /// @param subject chooses the files
    /// @param chooseFile asks the person for a Dockerfile
    /// @param chooseFolder asks the person for a folder
    public ProvePage(
            ProveView view,
            SubjectViewModel subject,
            Supplier<Optional<Path>> chooseFile,
            Supplier<Optional<Path>> chooseFolder) {
        this.view = view;
        StackPane room = new StackPane(new SubjectForm(subject, chooseFile, chooseFolder, texts));
        ScrollPane scroll = new ScrollPane(room);
        scroll.setId("prove-files");
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("plain-scroll");
        view.setFirst(scroll);
    }

    @Override
    public String id() {
        return "prove";
    }

    @Override
    public String title() {
        return texts.text("page.title");
    }

    @Override
    public Node view() {
        return view;
    }
}
