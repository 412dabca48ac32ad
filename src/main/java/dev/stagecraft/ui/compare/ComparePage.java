package dev.stagecraft.ui.compare;

import dev.stagecraft.compare.HtmlReport;
import dev.stagecraft.compare.MarkdownReport;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.support.FileDialogs;
import dev.stagecraft.ui.support.Notice;
import dev.stagecraft.ui.support.Page;
import dev.stagecraft.ui.support.RunningTask;
import dev.stagecraft.ui.support.StatePage;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Workbench;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The page of a comparison: what is compared, the answer, and what to do with it.
public final class ComparePage implements Page, CompareHead.Actions {
    /// The stylesheet that a scene needs for it.
    public static final String STYLESHEET =
            Objects.requireNonNull(ComparePage.class.getResource("compare.css")).toExternalForm();

    private final CompareViewModel model;
    private final Workbench workbench;
    private final Consumer<String> clipboard;
    private final Texts texts = Texts.of(ComparePage.class);
    private final CompareHead head;
    private Place picking = Place.BEFORE;
    private final BorderPane content = new BorderPane();
    private final StackPane root = new StackPane(content);
    private final Region scrim = new Region();
    private @Nullable ResultView result;

    /// @param clipboard where copied texts go
    public ComparePage(CompareViewModel model, Workbench workbench, Consumer<String> clipboard) {
        this.model = model;
        this.workbench = workbench;
        this.clipboard = clipboard;
        root.setId("compare-page");
        scrim.getStyleClass().add("scrim");
        scrim.setOnMousePressed(e -> closePicker());
        head = new CompareHead(model, this);
        content.setTop(head);
        model.stateProperty().addListener((p, o, now) -> show(now));
        show(model.stateProperty().get());
    }

    @Override
    public String id() {
        return "compare";
    }

    @Override
    public String title() {
        return texts.text("title");
    }

    @Override
    public Node view() {
        return root;
    }

    private void show(CompareViewModel.State state) {
        content.setCenter(
                switch (state) {
                    case CompareViewModel.State.Choosing c -> choosing();
                    case CompareViewModel.State.Reading(RunningTask task) -> {
                        Button stop = new Button(texts.text("files.stop"));
                        stop.setOnAction(e -> task.cancel());
                        yield StatePage.busy(texts.text("reading")).with(stop);
                    }
                    case CompareViewModel.State.Shown shown -> result(shown);
                    case CompareViewModel.State.Failed(Place place, Throwable failure) ->
                            failed(place, failure);
                    case CompareViewModel.State.Several several -> several(several);
                    case CompareViewModel.State.Cancelled c ->
                            StatePage.of(Feather.SLASH, texts.text("cancelled"), "").with(again());
                });
    }

    private Node result(CompareViewModel.State.Shown shown) {
        if (result == null) {
            result =
                    new ResultView(
                            model, workbench.tasks(), workbench.theme(), workbench.settings());
        }
        result.show(shown);
        return result;
    }

    private Node choosing() {
        StatePage page =
                StatePage.of(Feather.COLUMNS, texts.text("empty.title"), texts.text("empty.text"));
        List<List<Candidate>> pairs = model.pairs();
        if (!pairs.isEmpty()
                && model.chosenProperty(Place.BEFORE).get().isEmpty()
                && model.chosenProperty(Place.AFTER).get().isEmpty()) {
            VBox choices = new VBox();
            choices.getStyleClass().addAll("choices", "compare-pairs");
            for (List<Candidate> pair : pairs) {
                Button both =
                        new Button(
                                texts.text(
                                        "empty.pair",
                                        DisplayText.escape(pair.getFirst().name(), 80),
                                        DisplayText.escape(pair.getLast().name(), 80)));
                both.setMaxWidth(Double.MAX_VALUE);
                both.setWrapText(true);
                both.setMinHeight(Region.USE_PREF_SIZE);
                both.setMnemonicParsing(false);
                both.getStyleClass().add("compare-pair");
                both.setOnAction(e -> model.choose(pair.getFirst(), pair.getLast()));
                choices.getChildren().add(both);
            }
            page.below(choices);
        }
        return page;
    }

    private Node failed(Place place, Throwable failure) {
        Button other = new Button(texts.text("choose.other"));
        other.setOnAction(e -> pick(place));
        return StatePage.of(
                        Feather.ALERT_TRIANGLE,
                        texts.text("failed", nameAt(place)),
                        DisplayText.escape(String.valueOf(failure.getMessage()), 500))
                .with(again(), other);
    }

    private String nameAt(Place place) {
        return model.chosenProperty(place)
                .get()
                .map(c -> DisplayText.escape(c.name(), 100))
                .orElse("");
    }

    private Node several(CompareViewModel.State.Several several) {
        VBox choices = new VBox();
        choices.getStyleClass().add("choices");
        for (SeveralImagesException.Option option : several.options()) {
            Button choose = new Button(DisplayText.escape(option.label(), 200));
            choose.setMaxWidth(Double.MAX_VALUE);
            choose.setMnemonicParsing(false);
            choose.setOnAction(e -> model.choose(several.place(), option.candidate()));
            choices.getChildren().add(choose);
        }
        return StatePage.of(
                        Feather.LAYERS,
                        texts.text(
                                several.ofPlatforms() ? "several.platforms" : "several",
                                nameAt(several.place())),
                        "")
                .below(choices);
    }

    private Button again() {
        Button again = new Button(texts.text("again"));
        again.setOnAction(e -> model.compare());
        return again;
    }

    @Override
    public void pick(Place place) {
        picking = place;
        Picker picker =
                new Picker(
                        place,
                        model::candidates,
                        candidate -> {
                            model.choose(place, candidate);
                            closePicker();
                        },
                        () -> openFile(place),
                        this::closePicker);
        root.getChildren().setAll(content, scrim, picker);
        picker.focus();
    }

    /// The keyboard goes to the image that is still to be chosen, else to where the picker came
    /// from.
    private void closePicker() {
        root.getChildren().setAll(content);
        Place place = picking;
        Place other = place == Place.BEFORE ? Place.AFTER : Place.BEFORE;
        boolean half =
                model.chosenProperty(place).get().isPresent()
                        && model.chosenProperty(other).get().isEmpty();
        head.focus(half ? other : place);
    }

    private void openFile(Place place) {
        workbench
                .dialogs()
                .open(
                        texts.text("picker.file"),
                        List.of(new FileDialogs.Kind(texts.text("kind.all"), List.of("*"))))
                .ifPresent(path -> {
                    model.choose(place, Candidate.ofFile(path));
                    closePicker();
                });
    }

    @Override
    public void copyMarkdown() {
        model.comparison()
                .ifPresent(comparison -> {
                    clipboard.accept(MarkdownReport.of(comparison));
                    workbench.say(new Notice(Notice.Kind.SUCCESS, texts.text("copied"), "", ""));
                });
    }

    @Override
    public void saveHtml() {
        model.comparison()
                .ifPresent(comparison ->
                        save("html", file -> Files.writeString(file, HtmlReport.of(comparison))));
    }

    @Override
    public void savePicture() {
        model.comparison()
                .ifPresent(comparison -> {
                    BufferedImage picture = Slide.of(comparison, workbench.theme());
                    save("png", file -> Slide.write(picture, file));
                });
    }

    /// What is written to a file, off the window's thread.
    @FunctionalInterface
    private interface Writing {
        void to(Path file) throws Exception;
    }

    private void save(String ending, Writing writing) {
        Optional<Path> chosen =
                workbench
                        .dialogs()
                        .save(
                                texts.text("save.title"),
                                texts.text("save.name") + "." + ending,
                                List.of(
                                        new FileDialogs.Kind(
                                                texts.text("kind." + ending),
                                                List.of("*." + ending))));
        chosen.ifPresent(file ->
                workbench
                        .tasks()
                        .of(
                                texts.text("save.task"),
                                progress -> {
                                    writing.to(file);
                                    return file;
                                })
                        .quietly()
                        .onSuccess(done ->
                                workbench.say(
                                        new Notice(
                                                Notice.Kind.SUCCESS,
                                                texts.text("saved", done),
                                                "",
                                                "")))
                        .onFailure(e ->
                                workbench.say(
                                        new Notice(
                                                Notice.Kind.FAILURE,
                                                texts.text("save.failed", file),
                                                DisplayText.escape(
                                                        String.valueOf(e.getMessage()), 300),
                                                "")))
                        .start());
    }
}
