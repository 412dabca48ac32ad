package dev.stagecraft.ui.files;

import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileTree;
import dev.stagecraft.image.FileVersion;
import dev.stagecraft.image.LayerView;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Notice;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Workbench;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import org.kordamp.ikonli.feather.Feather;

/// What can be done with the selected file: save it, copy its path.
final class FileActions {
    private static final int MOST_REASONS = 20;

    private final ContentsViewModel model;
    private final Workbench workbench;
    private final Consumer<String> clipboard;
    private final Texts texts = Texts.of(FileActions.class);

    FileActions(ContentsViewModel model, Workbench workbench, Consumer<String> clipboard) {
        this.model = model;
        this.workbench = workbench;
        this.clipboard = clipboard;
    }

    ContextMenu menu() {
        MenuItem save = new MenuItem(texts.text("action.save"), Icons.of(Feather.DOWNLOAD));
        save.setOnAction(e -> save());
        MenuItem copy = new MenuItem(texts.text("action.copy-path"), Icons.of(Feather.COPY));
        copy.setOnAction(e -> copyPath());
        ContextMenu menu = new ContextMenu(save, copy);
        menu.setOnShowing(e -> {
            boolean none = model.selectedProperty().get() < 0;
            copy.setDisable(none);
            save.setDisable(none || contents().isEmpty());
        });
        return menu;
    }

    /// What reads bytes; absent where there are none to be had.
    Optional<FileContents> contents() {
        return model.files().files().flatMap(ImageFiles::contents);
    }

    void copyPath() {
        model.shownProperty()
                .get()
                .filter(s -> model.selectedProperty().get() > FileTree.ROOT)
                .ifPresent(s ->
                        clipboard.accept(
                                "/" + s.view().tree().path(model.selectedProperty().get())));
    }

    /// Asks where to save what is selected, and does: a file under a name, all else into a folder.
    void save() {
        int node = model.selectedProperty().get();
        Optional<ContentsViewModel.Shown> shown = model.shownProperty().get();
        if (node < 0 || shown.isEmpty() || contents().isEmpty()) {
            return;
        }
        LayerView view = shown.get().view().whole();
        FileContents from = contents().get();
        String name = DisplayText.escape(view.tree().name(node), 80);
        FileCardViewModel.version(view, node)
                .filter(v -> v.kind() == FileKind.FILE)
                .ifPresentOrElse(
                        version -> saveFile(from, version, name),
                        () -> saveFolder(from, view, node, name));
    }

    private void saveFile(FileContents from, FileVersion version, String name) {
        workbench
                .dialogs()
                .save(texts.text("save.file", name), from.diskName(version.node()), List.of())
                .ifPresent(file ->
                        workbench
                                .tasks()
                                .of(
                                        texts.text("save.running", name),
                                        progress -> {
                                            from.saveAs(version, file, progress);
                                            return file;
                                        })
                                .onSuccess(done ->
                                        workbench.say(
                                                new Notice(
                                                        Notice.Kind.SUCCESS,
                                                        texts.text(
                                                                "save.done-file",
                                                                name,
                                                                ByteSize.format(version.size()),
                                                                DisplayText.escape(
                                                                        done.toString())),
                                                        "",
                                                        "")))
                                .onFailure(
                                        FileAlreadyExistsException.class,
                                        e -> failed(name, texts.text("save.in-the-way"), e))
                                .onFailure(e -> failed(name, e))
                                .start());
    }

    private void saveFolder(FileContents from, LayerView view, int node, String name) {
        workbench
                .dialogs()
                .folder(texts.text("save.folder", name))
                .ifPresent(folder ->
                        workbench
                                .tasks()
                                .of(
                                        texts.text("save.running", name),
                                        progress ->
                                                from.save(view, List.of(node), folder, progress))
                                .onSuccess(saved -> tell(saved, folder.toString()))
                                .onFailure(e -> failed(name, e))
                                .start());
    }

    private void failed(String name, Throwable failure) {
        failed(name, DisplayText.escape(String.valueOf(failure.getMessage())), failure);
    }

    private void failed(String name, String advice, Throwable failure) {
        workbench.say(
                new Notice(
                        Notice.Kind.FAILURE,
                        texts.text("save.failed", name),
                        advice,
                        failure.toString()));
    }

    private void tell(FileContents.Saved saved, String folder) {
        List<String> reasons = saved.leftOut();
        boolean all = reasons.isEmpty();
        workbench.say(
                new Notice(
                        all ? Notice.Kind.SUCCESS : Notice.Kind.WARNING,
                        texts.text(
                                "save.done",
                                saved.files(),
                                ByteSize.format(saved.bytes()),
                                DisplayText.escape(folder)),
                        all ? "" : texts.text("save.left-out", reasons.size()),
                        String.join(
                                "\n", reasons.subList(0, Math.min(MOST_REASONS, reasons.size())))));
    }
}
