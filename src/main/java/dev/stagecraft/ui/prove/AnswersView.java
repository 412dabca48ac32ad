package dev.stagecraft.ui.prove;

import dev.stagecraft.image.DisplayText;
import dev.stagecraft.prove.Behaviour;
import dev.stagecraft.prove.Behaviour.Aspect;
import dev.stagecraft.prove.BehaviourComparison;
import dev.stagecraft.prove.Observation;
import dev.stagecraft.prove.Proof;
import dev.stagecraft.ui.control.SideBySideView;
import dev.stagecraft.ui.support.Icons;
import dev.stagecraft.ui.support.Texts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What both containers did, beside each other.
final class AnswersView extends VBox {
    private static final List<String> HEADERS =
            List.of("content-type", "content-encoding", "location", "cache-control", "server");
    private static final int LONGEST = 200_000;

    private final ProveWords words;
    private final Texts texts;
    private final GridPane grid = new GridPane();
    private int row;

    AnswersView(Proof proof, ProveWords words, Texts texts) {
        this.words = words;
        this.texts = texts;
        getStyleClass().add("answers");
        grid.getStyleClass().add("answers-grid");
        ColumnConstraints mark = new ColumnConstraints();
        ColumnConstraints name = new ColumnConstraints();
        ColumnConstraints value = new ColumnConstraints();
        value.setHgrow(Priority.ALWAYS);
        value.setPercentWidth(36);
        grid.getColumnConstraints().setAll(mark, name, value, value);
        proof.probe().ifPresent(p -> getChildren().add(muted(words.probe(p))));
        getChildren().add(grid);
        Observation before = proof.before().observation().orElseThrow();
        Optional<Observation> after = proof.after().observation();
        Set<Aspect> differing = new TreeSet<>();
        Set<String> headers = new TreeSet<>();
        proof.behaviour()
                .ifPresent(b -> {
                    for (Behaviour.Difference difference : b.differences()) {
                        differing.add(difference.aspect());
                        headers.add(difference.name());
                    }
                });
        grid.add(muted(texts.text("side.BEFORE")), 2, row);
        if (after.isPresent()) {
            grid.add(muted(texts.text("side.AFTER")), 3, row);
        }
        row++;
        add(
                texts.text("aspect.END"),
                words.end(before),
                after.map(words::end).orElse(""),
                after.isPresent(),
                !differing.contains(Aspect.END)
                        && !differing.contains(Aspect.EXIT_STATUS)
                        && !differing.contains(Aspect.HTTP_STATUS));
        headers(before, after, headers);
        if (after.isPresent()) {
            texts(proof, before, after.get(), differing);
        }
    }

    private void headers(Observation before, Optional<Observation> after, Set<String> differing) {
        if (before.answer().isEmpty()) {
            return;
        }
        Set<String> names = new TreeSet<>(differing);
        names.addAll(HEADERS);
        for (String name : names) {
            String was = before.answer().get().headers().getOrDefault(name, "");
            String is =
                    after.flatMap(Observation::answer)
                            .map(a -> a.headers().getOrDefault(name, ""))
                            .orElse("");
            if (!name.isEmpty() && !(was.isEmpty() && is.isEmpty())) {
                add(
                        DisplayText.escape(name, 80),
                        DisplayText.escape(was, 200),
                        DisplayText.escape(is, 200),
                        after.isPresent(),
                        !differing.contains(name));
            }
        }
    }

    private void add(String name, String before, String after, boolean compared, boolean same) {
        Label mark = new Label();
        if (compared) {
            mark.setGraphic(Icons.of(same ? Feather.CHECK : Feather.X));
            mark.getStyleClass().add(same ? "answer-same" : "answer-differs");
            mark.setAccessibleText(texts.text(same ? "answer.same" : "answer.differs"));
        }
        Label head = new Label(name);
        head.getStyleClass().add("answer-name");
        head.setMinWidth(USE_PREF_SIZE);
        grid.addRow(row++, mark, head, value(before), value(after));
    }

    private static Label value(String text) {
        Label label = new Label(text.isEmpty() ? "–" : text);
        label.setWrapText(true);
        return label;
    }

    private void texts(Proof proof, Observation before, Observation after, Set<Aspect> differing) {
        if (before.answer().isPresent() && after.answer().isPresent()) {
            text(
                    Aspect.BODY,
                    before,
                    before.answer().get().body(),
                    after,
                    after.answer().get().body(),
                    differing.contains(Aspect.BODY));
            return;
        }
        text(
                Aspect.OUTPUT,
                before,
                String.join("\n", before.output()),
                after,
                String.join("\n", after.output()),
                differing.contains(Aspect.OUTPUT));
        boolean matters =
                proof.behaviour().filter(Behaviour::same).isEmpty()
                        || differing.contains(Aspect.ERRORS);
        if (matters && !(before.errors().isEmpty() && after.errors().isEmpty())) {
            text(
                    Aspect.ERRORS,
                    before,
                    String.join("\n", before.errors()),
                    after,
                    String.join("\n", after.errors()),
                    differing.contains(Aspect.ERRORS));
        }
    }

    private void text(
            Aspect aspect,
            Observation before,
            String was,
            Observation after,
            String is,
            boolean differs) {
        Label title =
                new Label(
                        texts.text(
                                differs ? "answer.text.differs" : "answer.text.same",
                                words.aspect(aspect)),
                        Icons.of(differs ? Feather.X : Feather.CHECK));
        title.getStyleClass().add(differs ? "answer-differs" : "answer-same");
        SideBySideView diff = new SideBySideView();
        diff.getStyleClass().add("answer-diff");
        diff.setTitles(texts.text("side.BEFORE"), texts.text("side.AFTER"));
        getChildren().addAll(title, diff);
        long lines = Math.max(was.lines().count(), is.lines().count());
        diff.getStyleClass().add(lines <= 4 ? "short" : lines <= 12 ? "middling" : "long");
        if (was.equals(is)) {
            show(diff, was, is);
            return;
        }
        // The texts differ: what is noise is marked, and can be looked at as it came.
        String wasMarked = BehaviourComparison.withoutNoise(was, before);
        String isMarked = BehaviourComparison.withoutNoise(is, after);
        boolean noisy = !wasMarked.equals(was) || !isMarked.equals(is);
        show(diff, wasMarked, isMarked);
        if (noisy || !differs) {
            Label why = muted(texts.text("answer.noise"));
            getChildren().add(getChildren().size() - 1, why);
        }
        if (noisy) {
            CheckBox marks = new CheckBox(texts.text("answer.marks"));
            marks.setSelected(true);
            marks.selectedProperty()
                    .addListener(
                            (p, o, on) -> show(diff, on ? wasMarked : was, on ? isMarked : is));
            getChildren().add(getChildren().size() - 1, marks);
        }
    }

    private static void show(SideBySideView diff, String was, String is) {
        diff.setTexts(cut(was), cut(is));
    }

    private static String cut(String text) {
        return DisplayText.escapeLines(
                text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add("muted");
        return label;
    }
}
