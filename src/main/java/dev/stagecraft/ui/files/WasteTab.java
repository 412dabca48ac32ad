package dev.stagecraft.ui.files;

import dev.stagecraft.ui.support.ImageTab;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Workbench;
import java.util.OptionalInt;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// What the image carries in vain.
public final class WasteTab implements ImageTab {
    private final FilesModel files;
    private final ContentsTab contents;
    private final Workbench workbench;
    private final WasteViewModel model;
    private final Texts texts = Texts.of(WasteTab.class);
    private @Nullable WasteView view;

    /// A tab beside the contents, which it jumps to.
    public WasteTab(FilesModel files, ContentsTab contents, Workbench workbench) {
        this.files = files;
        this.contents = contents;
        this.workbench = workbench;
        model = new WasteViewModel(files, workbench.tasks());
        model.selectedProperty()
                .addListener((p, old, now) ->
                        now.ifPresent(
                                dead -> contents.model().selectedProperty().set(dead.node())));
    }

    WasteViewModel model() {
        return model;
    }

    @Override
    public String id() {
        return "waste";
    }

    @Override
    public String title() {
        return texts.text("tab.waste");
    }

    @Override
    public Node view() {
        WasteView made = view;
        if (made == null) {
            made = new WasteView(model, workbench, this::jump);
            view = made;
        }
        return made;
    }

    @Override
    public java.util.Optional<Node> side() {
        return contents.side();
    }

    @Override
    public void show(Opened opened) {
        files.show(opened);
    }

    /// Shows a path in the contents of a layer, or in the final image.
    private void jump(OptionalInt layer, String path) {
        contents.model().showFile(layer, path);
        workbench.showTab(ContentsTab.ID);
    }
}
