package dev.stagecraft.ui.explore;

import atlantafx.base.theme.Styles;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.Image;
import dev.stagecraft.image.ImageReference;
import dev.stagecraft.stage.StageTree;
import dev.stagecraft.stage.Totals;
import dev.stagecraft.ui.control.Hint;
import dev.stagecraft.ui.control.SegmentedBar;
import dev.stagecraft.ui.support.Address;
import dev.stagecraft.ui.support.Ages;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Texts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What is said of an image above its tabs: its name, what is shipped and what was left behind, and
/// one bar for all of it.
public final class ImageHeader extends VBox {
    /// What may be known with the next answer, so that it is not said before.
    private static final Set<StageTree.Notice> PASSING =
            EnumSet.of(
                    StageTree.Notice.DISCARDED_UNKNOWN,
                    StageTree.Notice.LEFT_BEHIND_INCOMPLETE,
                    StageTree.Notice.SIZES_UNKNOWN);

    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");

    private final StageTreeViewModel model;
    private final Runnable attachDockerfile;
    private final Clock clock;
    private final Texts texts = Texts.of(ImageHeader.class);
    private final Label name = new Label();
    private final Label facts = new Label();
    private final Figure shipped = new Figure();
    private final Figure left = new Figure();
    private final SegmentedBar<Address> bar = new SegmentedBar<>();
    private final HeaderLine line;
    private final VBox notices = new VBox();
    private final ToggleButton notes = new ToggleButton();
    private final Hint nameHint = Hint.on(name);
    private final BooleanProperty compact = new SimpleBooleanProperty();

    /// @param attachDockerfile asks for a Dockerfile of the image
    public ImageHeader(StageTreeViewModel model, Runnable attachDockerfile, Clock clock) {
        this.model = model;
        this.attachDockerfile = attachDockerfile;
        this.clock = clock;
        getStyleClass().add("image-header");
        setId("image-header");
        name.getStyleClass().add("image-name");
        name.setId("image-name");
        name.setMinWidth(0);
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        facts.getStyleClass().add("muted");
        facts.setMinWidth(0);
        shipped.number.setId("shipped");
        left.number.setId("left-behind");
        left.getStyleClass().add("left-behind");
        VBox title = new VBox(name, facts);
        title.getStyleClass().add("title-lines");
        HBox figures = new HBox(shipped, left);
        figures.getStyleClass().add("header-figures");
        line = new HeaderLine(title, figures, notes);
        setMinWidth(0);
        notices.getStyleClass().add("tree-notices");
        notices.setId("notices");
        notes.setId("notes");
        Hint.showName(notes);
        notes.getStyleClass().addAll("notes", "small", Styles.FLAT);
        notes.setGraphic(Icons.of(Feather.INFO, "icon-small"));
        notices.managedProperty().bind(notices.visibleProperty());
        notices.visibleProperty().bind(compact.not().or(notes.selectedProperty()));
        notes.managedProperty().bind(notes.visibleProperty());
        notes.visibleProperty().bind(compact.and(Bindings.isNotEmpty(notices.getChildren())));
        // What stands under the header gets less rather than the header.
        setMinHeight(USE_PREF_SIZE);
        compact.addListener((p, o, now) -> arrange());
        arrange();
        bar.setId("whole-bar");
        bar.getStyleClass().add("whole-bar");
        getChildren().addAll(line, bar, notices);
        bar.hoveredProperty().bindBidirectional(model.hoveredProperty());
        bar.selectedProperty()
                .addListener((p, o, address) -> {
                    if (address != null) {
                        model.selectionProperty().set(Optional.of(address));
                    }
                });
        model.selectionProperty()
                .addListener((p, o, address) -> bar.selectedProperty().set(address.orElse(null)));
        model.openedProperty().addListener((p, o, opened) -> opened.ifPresent(this::show));
        model.deadProperty()
                .addListener((p, o, dead) -> model.openedProperty().get().ifPresent(this::show));
    }

    /// Whether lines have to be saved: then the figures stand in one line with the name, and what
    /// is to be noticed behind a button.
    public BooleanProperty compactProperty() {
        return compact;
    }

    private void arrange() {
        facts.setVisible(!compact.get());
        facts.setManaged(!compact.get());
        line.setOneLine(compact.get());
        shipped.arrange(compact.get());
        left.arrange(compact.get());
        pseudoClassStateChanged(COMPACT, compact.get());
    }

    private void show(Opened opened) {
        Image image = opened.image();
        name.setText(DisplayText.escape(image.displayName(), 200));
        facts.setText(facts(image));
        nameHint.setText(name.getText() + "\n" + facts.getText());
        figures(opened);
        bar.setSegments(model.segments(opened));
        bar.selectedProperty().set(model.selectionProperty().get().orElse(null));
        notices(opened);
    }

    private String facts(Image image) {
        List<String> facts = new ArrayList<>();
        if (image.tags().size() > 1) {
            facts.add(
                    image.tags().stream()
                            .skip(1)
                            .limit(3)
                            .map(ImageReference::familiar)
                            .map(DisplayText::escape)
                            .collect(Collectors.joining(", ")));
        }
        facts.add(DisplayText.escape(image.platform().toString(), 60));
        facts.add(texts.text("header.layers", image.layers().size()));
        image.created().ifPresent(then -> facts.add(Ages.of(then, clock)));
        facts.add(image.id().shortHex());
        return String.join("  ·  ", facts);
    }

    private void figures(Opened opened) {
        StageTree tree = opened.tree();
        Totals totals = tree.totals();
        boolean unknown = tree.notices().contains(StageTree.Notice.SIZES_UNKNOWN);
        boolean atLeast = unknown && opened.settled() && opened.image().size().isEmpty();
        OptionalLong dead = model.deadBytes(opened);
        boolean anyDead = dead.isPresent() && dead.getAsLong() > 0;
        shipped.show(
                unknown && totals.shipped() == 0
                        ? texts.text("size.unknown")
                        : (atLeast ? "≥\u00a0" : "") + ByteSize.format(totals.shipped()),
                texts.text("header.shipped"),
                anyDead
                        ? texts.text("header.shipped.dead", ByteSize.format(dead.getAsLong()))
                        : texts.text("header.shipped"),
                ByteSize.exact(totals.shipped())
                        + "\n"
                        + texts.text("header.shipped.meaning")
                        + (dead.isPresent()
                                ? "\n"
                                        + texts.text(
                                                "header.dead.meaning",
                                                ByteSize.exact(dead.getAsLong()))
                                : ""));
        boolean nothing = totals.leftBehind() == 0;
        String number;
        String caption = texts.text("header.left");
        if (totals.leftBehindComplete()) {
            number = ByteSize.format(totals.leftBehind());
        } else if (!opened.settled()) {
            // More of it may come with the next answer.
            number = nothing ? "…" : ByteSize.format(totals.leftBehind()) + "\u00a0…";
        } else if (nothing) {
            number = "?";
            caption = texts.text("header.left.unknown");
        } else {
            number = "≥\u00a0" + ByteSize.format(totals.leftBehind());
        }
        left.show(number, texts.text("header.left"), caption, texts.text("header.left.meaning"));
    }

    private void notices(Opened opened) {
        notices.getChildren().clear();
        opened.measuredOn()
                .ifPresent(on ->
                        notices.getChildren()
                                .add(
                                        notice(
                                                texts.text(
                                                        "header.measured",
                                                        DisplayText.escape(on, 300)))));
        opened.gaps().forEach(gap -> notices.getChildren().add(notice(gap)));
        for (StageTree.Notice notice : opened.tree().notices()) {
            if (!opened.settled() && PASSING.contains(notice)) {
                continue;
            }
            HBox line = notice(texts.text("notice." + notice.name()));
            if (notice == StageTree.Notice.DISCARDED_UNKNOWN && opened.dockerfile().isEmpty()) {
                Hyperlink attach = new Hyperlink(texts.text("header.attach"));
                attach.getStyleClass().add("small");
                attach.setMinWidth(Region.USE_PREF_SIZE);
                attach.setOnAction(e -> attachDockerfile.run());
                line.getChildren().add(attach);
            }
            notices.getChildren().add(line);
        }
        int count = notices.getChildren().size();
        notes.setText(String.valueOf(count));
        notes.setAccessibleText(texts.text("header.notes", count));
    }

    private static HBox notice(String words) {
        Label text = new Label(words);
        text.setGraphic(Icons.of(Feather.INFO, "icon-small", "muted"));
        text.getStyleClass().addAll("muted", "small");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        HBox line = new HBox(text);
        line.getStyleClass().add("tree-notice");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    /// A number that can be read across the room, and what it is.
    private static final class Figure extends GridPane {
        private final Label number = new Label();
        private final Label caption = new Label();
        private final Hint onNumber = Hint.on(number);
        private final Hint onCaption = Hint.on(caption);
        private String brief = "";
        private String full = "";
        private boolean oneLine;

        Figure() {
            getStyleClass().add("header-figure");
            number.getStyleClass().add("number");
            number.setMinWidth(Region.USE_PREF_SIZE);
            caption.getStyleClass().add("caption");
            getChildren().addAll(number, caption);
            RowConstraints line = new RowConstraints();
            line.setValignment(VPos.BASELINE);
            getRowConstraints().add(line);
        }

        /// The caption in full under the number, or in brief after it.
        void arrange(boolean oneLine) {
            setConstraints(number, 0, 0);
            setConstraints(caption, oneLine ? 1 : 0, oneLine ? 0 : 1);
            caption.setMinWidth(oneLine ? 0 : Region.USE_PREF_SIZE);
            caption.setText(oneLine ? brief : full);
            this.oneLine = oneLine;
        }

        void show(String size, String inBrief, String inFull, String hint) {
            number.setText(size);
            brief = inBrief;
            full = inFull;
            arrange(oneLine);
            onNumber.setText(hint);
            onCaption.setText(hint);
        }
    }
}
