package dev.stagecraft.ui.prove;

import dev.stagecraft.engine.build.BuildResult;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.Image;
import dev.stagecraft.prove.Proof;
import dev.stagecraft.prove.Proof.Verdict;
import dev.stagecraft.prove.ProofListener.Which;
import dev.stagecraft.prove.Repair;
import dev.stagecraft.ui.control.CodeView;
import dev.stagecraft.ui.control.DockerfileHighlighter;
import dev.stagecraft.ui.control.LineMark;
import dev.stagecraft.ui.control.SizeBar;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.InView;
import dev.stagecraft.ui.support.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What came of a proof, the verdict first and large.
final class ResultView extends BorderPane {
    /// The height in letters below which there is no room for a bar of buttons.
    private static final double LOW_EM = 26;

    private static final int LOG_LINES = 12;

    private final ProveViewModel model;
    private final ProveHost host;
    private final Texts texts;
    private final ProveWords words = new ProveWords();
    private final DoubleSupplier em;
    private final VBox body = new VBox();
    private final ScrollPane scroll = new ScrollPane(body);

    ResultView(Proof proof, ProveViewModel model, ProveHost host, DoubleSupplier em, Texts texts) {
        this.model = model;
        this.host = host;
        this.texts = texts;
        this.em = em;
        getStyleClass().add("prove-result");
        body.getChildren().addAll(banner(proof), figures(proof));
        body.getStyleClass().add("result-body");
        failure(proof, Which.BEFORE).ifPresent(body.getChildren()::add);
        failure(proof, Which.AFTER).ifPresent(body.getChildren()::add);
        proof.diagnosis()
                .filter(d ->
                        proof.repairs().isEmpty()
                                || !d.equals(proof.repairs().getLast().diagnosis())
                                || proof.verdict() != Verdict.PROVEN)
                .ifPresent(d -> {
                    body.getChildren()
                            .addAll(
                                    section("result.cause"),
                                    RepairCard.unmended(d, texts),
                                    note(unmended(proof)));
                });
        if (proof.before().observation().isPresent()) {
            body.getChildren()
                    .addAll(section("result.behaviour"), new AnswersView(proof, words, texts));
        }
        if (!proof.repairs().isEmpty()) {
            body.getChildren().add(section("result.repairs"));
            String text = model.subjectProperty().get().map(ProofSubject::after).orElse("");
            for (Repair repair : proof.repairs()) {
                body.getChildren().add(RepairCard.tried(repair, text, texts));
                text = repair.text();
            }
        }
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(true);
        scroll.setId("prove-result");
        scroll.setAccessibleText(texts.text("result.name"));
        scroll.getStyleClass().add("plain-scroll");
        setCenter(scroll);
        Node actions = bottom(proof);
        setBottom(actions);
        heightProperty().addListener(any -> Platform.runLater(() -> place(actions)));
    }

    /// In a low window the buttons stand under the figures, and leave the room to the answer.
    private void place(Node actions) {
        boolean low = getHeight() < LOW_EM * em.getAsDouble();
        if (low && getBottom() != null) {
            setBottom(null);
            body.getChildren().add(2, actions);
        } else if (!low && getBottom() == null) {
            body.getChildren().remove(actions);
            setBottom(actions);
        }
    }

    private String unmended(Proof proof) {
        return texts.text(
                proof.verdict() == Verdict.NOT_COMPARABLE ? "result.original" : "result.unmended");
    }

    private Node banner(Proof proof) {
        Feather picture =
                switch (proof.verdict()) {
                    case PROVEN -> Feather.CHECK_CIRCLE;
                    case DIFFERENT -> Feather.ALERT_CIRCLE;
                    case FAILED, NOT_COMPARABLE -> Feather.X_CIRCLE;
                };
        Label verdict = new Label(words.verdict(proof.verdict()), Icons.of(picture));
        verdict.getStyleClass().add("banner-verdict");
        verdict.setWrapText(true);
        VBox banner = new VBox(verdict);
        String headline = words.headline(proof);
        if (!headline.isEmpty()) {
            Label line = new Label(headline);
            line.setId("prove-headline");
            line.getStyleClass().add("banner-headline");
            line.setWrapText(true);
            banner.getChildren().add(line);
        }
        banner.getStyleClass().addAll("banner", proof.verdict().name().toLowerCase(Locale.ROOT));
        return banner;
    }

    private Node figures(Proof proof) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("result-figures");
        ColumnConstraints bar = new ColumnConstraints();
        bar.setHgrow(Priority.ALWAYS);
        bar.setFillWidth(true);
        bar.setMinWidth(0);
        ColumnConstraints fixed = new ColumnConstraints();
        fixed.setMinWidth(USE_PREF_SIZE);
        grid.getColumnConstraints().setAll(fixed, fixed, bar, new ColumnConstraints());
        long scale =
                Math.max(
                        ProveWords.size(proof.before()).orElse(0),
                        ProveWords.size(proof.after()).orElse(0));
        figure(grid, 0, "side.BEFORE", proof.before(), scale);
        figure(grid, 1, "side.AFTER", proof.after(), scale);
        return grid;
    }

    private void figure(GridPane grid, int row, String name, Proof.Side side, long scale) {
        OptionalLong size = ProveWords.size(side);
        Label head = new Label(texts.text(name));
        head.getStyleClass().add("figure-name");
        Label number =
                new Label(
                        size.isPresent()
                                ? ByteSize.format(size.getAsLong())
                                : texts.text("result.notbuilt"));
        number.getStyleClass().add("figure-number");
        number.setMinWidth(USE_PREF_SIZE);
        SizeBar bar = new SizeBar();
        bar.getStyleClass().add(row == 0 ? "bar-before" : "bar-after");
        bar.show(size.orElse(0), scale);
        bar.setMaxWidth(Double.MAX_VALUE);
        String took = ProveWords.seconds(side.build().millis());
        Label facts =
                new Label(
                        side.image()
                                .map(image ->
                                        texts.text("result.facts", image.layers().size(), took))
                                .orElseGet(() -> texts.text("result.failed", took)));
        facts.getStyleClass().add("muted");
        facts.setMinWidth(0);
        facts.setWrapText(true);
        grid.addRow(row, head, number, bar, facts);
    }

    private Optional<Node> failure(Proof proof, Which which) {
        Proof.Side side = which == Which.BEFORE ? proof.before() : proof.after();
        if (side.build().failure().isEmpty()) {
            return Optional.empty();
        }
        BuildResult.BuildFailure failure = side.build().failure().get();
        VBox card = new VBox();
        card.getStyleClass().add("failure-card");
        Label title =
                new Label(
                        failure.step()
                                .map(s ->
                                        texts.text(
                                                "failure.step",
                                                texts.text("side." + which),
                                                DisplayText.escape(s.text(), 200)))
                                .orElseGet(() ->
                                        texts.text("failure.whole", texts.text("side." + which))),
                        Icons.of(Feather.X_CIRCLE));
        title.getStyleClass().add("failure-title");
        title.setWrapText(true);
        Label message = new Label(DisplayText.escape(failure.message(), 600));
        message.setWrapText(true);
        card.getChildren().addAll(title, message);
        String text =
                which == Which.BEFORE
                        ? model.subjectProperty().get().map(ProofSubject::before).orElse("")
                        : proof.text();
        CodeView code = new CodeView();
        code.getStyleClass().add("failure-code");
        code.setHighlighter(new DockerfileHighlighter());
        code.setName(texts.text("log.code"));
        code.showUntrusted(text);
        failure.step()
                .filter(step -> step.line().isPresent())
                .ifPresent(step -> {
                    int number = step.line().getAsInt();
                    Hyperlink link = new Hyperlink(texts.text("log.line", String.valueOf(number)));
                    link.setOnAction(e -> {
                        code.showLine(number);
                        code.requestFocus();
                        InView.bring(scroll, code, em.getAsDouble());
                    });
                    code.setMarks(
                            List.of(
                                    new LineMark(
                                            number,
                                            LineMark.Kind.ERROR,
                                            DisplayText.escape(failure.message(), 300))));
                    code.showLine(number);
                    card.getChildren().add(link);
                });
        List<String> log = failure.log();
        String last =
                String.join("\n", log.subList(Math.max(0, log.size() - LOG_LINES), log.size()));
        if (!last.isBlank()) {
            Label lines = new Label(DisplayText.escapeLines(last));
            lines.getStyleClass().addAll("mono", "failure-log");
            lines.setWrapText(true);
            lines.setMaxWidth(Double.MAX_VALUE);
            card.getChildren().add(lines);
        }
        card.getChildren().add(code);
        return Optional.of(card);
    }

    private Label section(String key) {
        Label label = new Label(texts.text(key));
        label.getStyleClass().add("section-title");
        return label;
    }

    private static Label note(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add("muted");
        return label;
    }

    private Node bottom(Proof proof) {
        Optional<Image> before = proof.before().image();
        Optional<Image> after = proof.after().image();
        FlowPane bar = new FlowPane();
        bar.getStyleClass().add("result-bar");
        bar.getChildren()
                .addAll(
                        opener("result.open.before", before, Feather.BOX),
                        opener("result.open.after", after, Feather.BOX));
        Button compare = new Button(texts.text("result.compare"), Icons.of(Feather.COLUMNS));
        compare.setDisable(before.isEmpty() || after.isEmpty());
        compare.setOnAction(e -> host.compare(before.orElseThrow(), after.orElseThrow()));
        CheckBox keep = new CheckBox(texts.text("keep"));
        keep.selectedProperty().bindBidirectional(model.keepImagesProperty());
        Button copy = new Button(texts.text("result.copy"), Icons.of(Feather.COPY));
        copy.setOnAction(e -> host.copy(proof.text()));
        Button again = new Button(texts.text("result.again"), Icons.of(Feather.ROTATE_CCW));
        again.setId("prove-again");
        again.setOnAction(e -> model.reconsider());
        HBox kept = new HBox(keep);
        kept.getStyleClass().add("result-keep");
        bar.getChildren().addAll(compare, copy, again, kept);
        return bar;
    }

    private Button opener(String key, Optional<Image> image, Feather icon) {
        Button button = new Button(texts.text(key), Icons.of(icon));
        button.setDisable(image.isEmpty());
        button.setOnAction(e -> image.ifPresent(host::open));
        return button;
    }
}
