package dev.stagecraft.ui.files;

import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.FileKind;
import dev.stagecraft.image.FileNote;
import dev.stagecraft.image.FileState;
import dev.stagecraft.image.FileVersion;
import dev.stagecraft.ui.control.StagePalette;
import dev.stagecraft.ui.support.Ages;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.ValueList;
import dev.stagecraft.ui.support.Workbench;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The right column: the selected file with its versions through the layers, and its preview.
final class FileCard extends ScrollPane {
    private static final int LONGEST_PATH = 500;

    /// What has more to say than a size.
    private static final Set<FileStory.Event> METADATA =
            EnumSet.of(
                    FileStory.Event.MODE_CHANGED,
                    FileStory.Event.MODE_AND_OWNER_CHANGED,
                    FileStory.Event.OWNER_CHANGED);

    private final FileCardViewModel model;
    private final FileActions actions;
    private final Consumer<String> clipboard;
    private final Texts texts = Texts.of(FileCard.class);
    private final PreviewPane preview;

    FileCard(FileCardViewModel model, Workbench workbench, Consumer<String> clipboard) {
        this.model = model;
        this.clipboard = clipboard;
        actions = new FileActions(model.contents(), workbench, clipboard);
        preview = new PreviewPane(model.preview());
        getStyleClass().addAll("selection-pane", "file-card");
        setId("file-card");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setAccessibleText(texts.text("card.name"));
        model.cardProperty().addListener((p, old, now) -> refresh());
        refresh();
    }

    private void refresh() {
        VBox box = model.cardProperty().get().map(this::card).orElseGet(this::hint);
        setContent(box);
        setVvalue(0);
    }

    private VBox hint() {
        Label label = new Label(texts.text("card.none"));
        label.setWrapText(true);
        label.getStyleClass().addAll("muted", "hint");
        VBox box = new VBox(label);
        box.getStyleClass().add("selection-hint");
        return box;
    }

    private VBox card(FileCardViewModel.Card card) {
        ValueList list = new ValueList(clipboard);
        Label name = new Label(DisplayText.escape(card.view().tree().name(card.node()), 300));
        name.setWrapText(true);
        name.getStyleClass().add("heading");
        list.getChildren().add(name);
        if (!card.inView()) {
            list.note(texts.text("card.not-in-view"));
        }
        list.code(
                texts.text("card.path"),
                DisplayText.escape(card.path(), LONGEST_PATH),
                card.path());
        card.version().ifPresent(version -> facts(list, card, version));
        list.section(texts.text("card.story"));
        for (FileStory.Chapter chapter : card.story().chapters()) {
            list.getChildren().add(chapter(chapter));
        }
        if (card.story().chapters().isEmpty()) {
            list.note(texts.text("card.implied"));
        }
        if (!card.isDirectory()) {
            list.section(texts.text("card.preview"));
            list.getChildren().add(preview);
        }
        list.getChildren().add(buttons());
        return list;
    }

    private void facts(ValueList list, FileCardViewModel.Card card, FileVersion version) {
        String kind = texts.text("kind." + lower(version.kind().name()));
        list.value(texts.text("card.kind"), kind, kind);
        if (card.isDirectory() && card.inView()) {
            String all =
                    texts.text(
                            "card.folder",
                            card.view().files(card.node()),
                            ByteSize.format(card.view().size(card.node())));
            list.value(texts.text("card.size"), all, all);
        } else if (!card.isDirectory()) {
            list.value(
                    texts.text("card.size"),
                    ByteSize.format(version.size()) + "  (" + ByteSize.exact(version.size()) + ")",
                    String.valueOf(version.size()));
        }
        String mode = "%s  %04o".formatted(version.permissions(), version.mode());
        list.code(texts.text("card.mode"), mode, "%04o".formatted(version.mode()));
        String owner = FileRow.owner(version.owner());
        list.code(
                texts.text("card.owner"),
                owner.equals(version.owner().numbers())
                        ? owner
                        : owner + "  (" + version.owner().numbers() + ")",
                version.owner().numbers());
        if (!version.notes().contains(FileNote.IMPLIED)) {
            list.value(
                    texts.text("card.modified"),
                    Ages.exact(version.modified()),
                    version.modified().toString());
        }
        version.linkTarget()
                .ifPresent(to ->
                        list.code(
                                texts.text("card.target"),
                                DisplayText.escape(FileRow.target(version, to), LONGEST_PATH),
                                FileRow.target(version, to)));
        version.contentHash().ifPresent(hash -> list.code(texts.text("card.hash"), hash, hash));
        if (!card.otherNames().isEmpty()) {
            list.codes(
                    texts.text("card.links"),
                    card.otherNames().stream()
                            .map(n -> DisplayText.escape(n, LONGEST_PATH))
                            .toList(),
                    card.otherNames());
        }
        for (FileNote note : version.notes()) {
            if (note != FileNote.HASHED && note != FileNote.HARD_LINK) {
                list.note(texts.text("note." + lower(note.name())));
            }
        }
    }

    private HBox chapter(FileStory.Chapter chapter) {
        FileState state =
                switch (chapter.event()) {
                    case ADDED, ADDED_AGAIN -> FileState.ADDED;
                    case REMOVED, EMPTIED, REMOVED_WITH_FOLDER, FOLDER_REPLACED ->
                            FileState.REMOVED;
                    case HIDES_NOTHING -> FileState.UNCHANGED;
                    default -> FileState.CHANGED;
                };
        Label sign = new Label(StateWords.sign(state).isEmpty() ? "=" : StateWords.sign(state));
        sign.getStyleClass().addAll("state-badge", StateWords.styleClass(state));
        sign.setMinWidth(USE_PREF_SIZE);
        Label what = new Label(words(chapter));
        what.getStyleClass().add("strong");
        what.setWrapText(true);
        VBox text = new VBox(what);
        Optional<LayerFact> fact =
                chapter.layer() < model.layers().size()
                        ? Optional.of(model.layers().get(chapter.layer()))
                        : Optional.empty();
        Label badge = new Label(fact.map(f -> StagePalette.letter(f.colour())).orElse(""));
        badge.getStyleClass().add("stage-badge");
        fact.ifPresent(f -> StagePalette.apply(badge, f.colour()));
        Hyperlink layer = new Hyperlink(texts.text("card.layer", chapter.layer() + 1));
        layer.setOnAction(e -> {
            model.contents().layerProperty().set(chapter.layer());
            model.contents().scopeProperty().set(ScopeKind.THIS_LAYER);
        });
        HBox where = new HBox(badge, layer);
        where.getStyleClass().add("chapter-layer");
        where.setAlignment(Pos.CENTER_LEFT);
        text.getChildren().add(where);
        fact.map(LayerFact::instruction)
                .ifPresent(instruction -> {
                    Label code = new Label(instruction);
                    code.setWrapText(true);
                    code.getStyleClass().addAll("mono", "small", "muted");
                    text.getChildren().add(code);
                });
        HBox row = new HBox(sign, text);
        row.getStyleClass().add("chapter");
        return row;
    }

    private String words(FileStory.Chapter chapter) {
        String what = texts.text(chapter.event().key());
        Optional<FileVersion> version = chapter.version().filter(v -> !v.kind().isMarker());
        boolean sized =
                version.filter(v -> v.kind() == FileKind.FILE).isPresent()
                        || METADATA.contains(chapter.event());
        if (version.isEmpty() || !sized) {
            return what;
        }
        String detail =
                switch (chapter.event()) {
                    case MODE_CHANGED -> version.get().permissions();
                    case MODE_AND_OWNER_CHANGED ->
                            version.get().permissions()
                                    + "  "
                                    + FileRow.owner(version.get().owner());
                    case OWNER_CHANGED -> FileRow.owner(version.get().owner());
                    default -> ByteSize.format(version.get().size());
                };
        return texts.text("story.line", what, detail.replace(' ', '\u00a0'));
    }

    private HBox buttons() {
        Button save = new Button(texts.text("action.save"), Icons.of(Feather.DOWNLOAD));
        save.setId("save-file");
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.setOnAction(e -> actions.save());
        save.setDisable(actions.contents().isEmpty());
        Label why = new Label(actions.contents().isEmpty() ? texts.text("card.no-contents") : "");
        why.getStyleClass().addAll("small", "muted");
        why.setWrapText(true);
        HBox box = new HBox(save, why);
        box.getStyleClass().add("card-buttons");
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
