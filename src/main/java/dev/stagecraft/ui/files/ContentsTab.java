package dev.stagecraft.ui.files;

import dev.stagecraft.ui.support.Address;
import dev.stagecraft.ui.support.ImageTab;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Workbench;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// What is in the image, layer by layer.
public final class ContentsTab implements ImageTab {
    /// The tab's id.
    public static final String ID = "contents";

    private final FilesModel files;
    private final Workbench workbench;
    private final ContentsViewModel model;
    private final FileCardViewModel card;
    private final Consumer<String> clipboard;
    private final Texts texts = Texts.of(ContentsTab.class);
    private @Nullable ContentsView view;
    private @Nullable FileCard side;

    /// A tab over files that other tabs show too.
    ///
    /// @param clipboard where copied values go
    public ContentsTab(FilesModel files, Workbench workbench, Consumer<String> clipboard) {
        this.files = files;
        this.workbench = workbench;
        this.clipboard = clipboard;
        model = new ContentsViewModel(files, workbench.tasks());
        card = new FileCardViewModel(model, workbench.tasks());
        workbench.selectionProperty().addListener((p, old, now) -> now.ifPresent(this::follow));
    }

    ContentsViewModel model() {
        return model;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return texts.text("tab.contents");
    }

    @Override
    public Node view() {
        ContentsView made = view;
        if (made == null) {
            made = new ContentsView(model, workbench, clipboard);
            view = made;
        }
        return made;
    }

    @Override
    public Optional<Node> side() {
        FileCard made = side;
        if (made == null) {
            made = new FileCard(card, workbench, clipboard);
            side = made;
        }
        return Optional.of(made);
    }

    @Override
    public void show(Opened opened) {
        files.show(opened);
        workbench.selectionProperty().get().ifPresent(this::follow);
    }

    @Override
    public boolean find() {
        return view != null && view.find();
    }

    /// A layer that is chosen in the stage tree is shown here; a file that is asked for is
    /// selected.
    private void follow(Address address) {
        switch (address) {
            case Address.OfStep step ->
                    files.layersProperty().get().stream()
                            .filter(l ->
                                    l.stageId().filter(step.stage()::equals).isPresent()
                                            && l.step() == step.step())
                            .findFirst()
                            .ifPresent(l -> model.showLayer(l.index()));
            case Address.OfFile file -> model.showFile(file.layer(), file.path());
            default -> {
                // Whole stages and images say nothing of one layer.
            }
        }
    }
}
