package dev.stagecraft.ui.distil;

import dev.stagecraft.image.DisplayText;
import dev.stagecraft.ui.support.FileDialogs;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Texts;
import dev.stagecraft.ui.support.Workbench;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The first step: which Dockerfile.
final class ChooseView extends StackPane {
    private final WizardModel model;
    private final Workbench workbench;
    private final RecentDockerfiles recent;
    private final Texts texts = Texts.of(ChooseView.class);
    private final VBox offers = new VBox();
    private final VBox ofImage = new VBox();
    private final VBox recentBox = new VBox();
    private final FlowPane samples = new FlowPane();
    private final Label problem = Parts.text("", "wizard-problem");
    private final Button file;

    ChooseView(WizardModel model, Workbench workbench, RecentDockerfiles recent) {
        this.model = model;
        this.workbench = workbench;
        this.recent = recent;
        file = Parts.main(texts.text("choose.file"), Feather.FILE_TEXT, this::pickFile);
        file.setId("choose-file");
        Button folder = Parts.button(texts.text("choose.folder"), Feather.FOLDER, this::pickFolder);
        folder.setId("choose-folder");
        FlowPane buttons = new FlowPane(file, folder);
        buttons.getStyleClass().add("wizard-buttons");
        buttons.setAlignment(Pos.CENTER);
        Label title = Parts.text(texts.text("choose.title"), "wizard-title");
        Label explanation = Parts.text(texts.text("choose.explanation"), "muted");
        VBox drop = new VBox(Icons.of(Feather.UPLOAD, "icon-large"), title, explanation, buttons);
        drop.getStyleClass().add("wizard-drop");
        drop.setId("choose-drop");
        drop.setOnDragOver(e -> {
            if (e.getDragboard().hasFiles()) {
                e.acceptTransferModes(TransferMode.COPY);
                e.consume();
            }
        });
        drop.setOnDragDropped(e -> {
            take(e.getDragboard().getFiles().stream().map(File::toPath).toList());
            e.setDropCompleted(true);
            e.consume();
        });
        samples.getStyleClass().add("wizard-buttons");
        samples.setMinWidth(0);
        VBox samplesBox = new VBox(Parts.head(texts.text("choose.samples")), samples);
        for (VBox box : List.of(offers, ofImage, recentBox, samplesBox)) {
            box.getStyleClass().add("wizard-section");
        }
        VBox all = new VBox(drop, problem, offers, ofImage, recentBox, samplesBox);
        all.getStyleClass().add("wizard-choose");
        getChildren().add(Parts.scroll(all, texts.text("step.CHOOSE")));
        problem.managedProperty().bind(problem.visibleProperty());
        model.problemProperty().addListener((p, o, now) -> show(now));
        show(model.problemProperty().get());
        model.offersProperty().addListener((p, o, now) -> showOffers(now));
        showOffers(model.offersProperty().get());
        workbench.openedProperty().addListener((p, o, now) -> showImage(now));
        showImage(workbench.openedProperty().get());
        recent.paths().addListener((javafx.beans.Observable o) -> showRecent());
        showRecent();
        model.chosenProperty().addListener(any -> showNext());
        showNext();
        workbench
                .tasks()
                .of(texts.text("choose.samples"), progress -> Offer.ofSamples())
                .quietly()
                .onSuccess(found ->
                        found.forEach(offer -> {
                            Button sample = row(offer, Feather.BOX);
                            sample.maxWidthProperty().bind(samples.widthProperty());
                            samples.getChildren().add(sample);
                        }))
                .start();
    }

    @Override
    public void requestFocus() {
        file.requestFocus();
    }

    /// Takes what was dropped; the first that is there.
    void take(List<Path> paths) {
        paths.stream().filter(Files::exists).findFirst().ifPresent(this::choose);
    }

    private void choose(Path path) {
        recent.add(path);
        model.choose(path);
    }

    private void show(Optional<String> words) {
        problem.setVisible(words.isPresent());
        problem.setText(words.orElse(""));
    }

    /// Once there is a file, the way on is what most people want.
    private void showNext() {
        Parts.standOut(file, model.chosenProperty().get().isEmpty());
    }

    private void showOffers(List<Offer> found) {
        offers.setManaged(!found.isEmpty());
        offers.setVisible(!found.isEmpty());
        offers.getChildren().setAll(Parts.head(texts.text("choose.several")));
        found.forEach(offer -> offers.getChildren().add(row(offer, Feather.LAYERS)));
        if (found.size() > 1) {
            offers.getChildren().get(1).requestFocus();
        }
    }

    private void showImage(Optional<Opened> opened) {
        ofImage.setManaged(opened.isPresent());
        ofImage.setVisible(opened.isPresent());
        ofImage.getChildren().setAll(Parts.head(texts.text("choose.image")));
        opened.ifPresent(o -> {
            String name = DisplayText.escape(o.image().displayName(), 80);
            Optional<String> image = ImageOfSource.reference(o);
            Button button;
            if (o.dockerfile().isPresent()) {
                Path path = o.dockerfile().get();
                button =
                        Parts.button(
                                texts.text("choose.image.attached", name, path),
                                Feather.IMAGE,
                                () -> model.choose(ImageOfSource.attached(path), image));
            } else {
                button =
                        Parts.button(
                                texts.text("choose.image.history", name),
                                Feather.CLOCK,
                                () -> model.choose(Offer.ofHistory(o.tree()), image));
            }
            button.setId("choose-image");
            button.setMinWidth(0);
            ofImage.getChildren().add(button);
        });
    }

    private void showRecent() {
        List<Path> paths = recent.paths();
        recentBox.setManaged(!paths.isEmpty());
        recentBox.setVisible(!paths.isEmpty());
        recentBox.getChildren().setAll(Parts.head(texts.text("choose.recent")));
        for (Path path : paths) {
            Button button =
                    Parts.button(
                            DisplayText.escape(path.toString(), 300),
                            Feather.FILE_TEXT,
                            () -> choose(path));
            button.getStyleClass().add("wizard-row");
            button.setMinWidth(0);
            recentBox.getChildren().add(button);
        }
    }

    private Button row(Offer offer, Feather icon) {
        String detail = offer.detail().equals(offer.name()) ? "" : offer.detail();
        Button button =
                Parts.button(
                        DisplayText.escape(
                                detail.isEmpty() ? offer.name() : offer.name() + "  ·  " + detail,
                                200),
                        icon,
                        () -> model.choose(offer));
        button.getStyleClass().add("wizard-row");
        // With large letters one is wider than the page.
        button.setMinWidth(0);
        return button;
    }

    private void pickFile() {
        workbench
                .dialogs()
                .open(
                        texts.text("choose.file"),
                        List.of(
                                new FileDialogs.Kind(
                                        texts.text("kind.dockerfiles"),
                                        List.of(
                                                "Dockerfile*",
                                                "*.Dockerfile",
                                                "*.dockerfile",
                                                "Containerfile*",
                                                "compose*.yml",
                                                "compose*.yaml",
                                                "docker-compose*.yml",
                                                "docker-compose*.yaml")),
                                new FileDialogs.Kind(texts.text("kind.all"), List.of("*"))))
                .ifPresent(this::choose);
    }

    private void pickFolder() {
        workbench.dialogs().folder(texts.text("choose.folder")).ifPresent(this::choose);
    }
}
