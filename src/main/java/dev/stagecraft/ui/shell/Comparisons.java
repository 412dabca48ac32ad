package dev.stagecraft.ui.shell;

import dev.stagecraft.image.ImageSummary;
import dev.stagecraft.ui.compare.Candidate;
import dev.stagecraft.ui.compare.ComparePage;
import dev.stagecraft.ui.compare.CompareViewModel;
import dev.stagecraft.ui.compare.Place;
import dev.stagecraft.ui.support.Opened;
import dev.stagecraft.ui.support.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The ways that lead to the page of comparisons, and what can be compared there.
final class Comparisons {
    private final Shell shell;
    private final CompareViewModel model;
    private Optional<ComparePage> page = Optional.empty();

    private Comparisons(Shell shell, SourceSides sides) {
        this.shell = shell;
        model = new CompareViewModel(sides, shell.tasks(), this::candidates);
    }

    static Comparisons of(Shell shell, SourceSides sides) {
        return new Comparisons(shell, sides);
    }

    /// Shows the page, with the image that is open on the first side.
    void compare() {
        shell.openedProperty()
                .get()
                .map(Comparisons::candidate)
                .filter(open -> !isChosen(open.source()))
                .ifPresent(open -> {
                    model.clear(Place.AFTER);
                    model.choose(Place.BEFORE, open);
                });
        show();
    }

    /// Begins a comparison with an image, and asks for the other one.
    void compareWith(Source source, String name) {
        model.clear(Place.AFTER);
        model.choose(Place.BEFORE, candidate(source, name));
        show().pick(Place.AFTER);
    }

    /// Compares the image that is open with another.
    void compareWithOpen(Source source, String name) {
        shell.openedProperty()
                .get()
                .map(Comparisons::candidate)
                .ifPresentOrElse(
                        open -> {
                            model.choose(open, candidate(source, name));
                            show();
                        },
                        () -> compareWith(source, name));
    }

    /// Compares two images.
    void compareBoth(Source before, String nameBefore, Source after, String nameAfter) {
        model.choose(candidate(before, nameBefore), candidate(after, nameAfter));
        show();
    }

    /// Compares two archives or recordings.
    void compareFiles(Path before, Path after) {
        shell.settings().addRecent(before);
        shell.settings().addRecent(after);
        model.choose(Candidate.ofFile(before), Candidate.ofFile(after));
        show();
    }

    private ComparePage show() {
        ComparePage shown = page.orElseGet(() -> new ComparePage(model, shell, shell::copy));
        page = Optional.of(shown);
        if (shell.pageProperty().get().filter(shown::equals).isEmpty()) {
            shell.showPage(shown);
        }
        return shown;
    }

    private boolean isChosen(Source source) {
        return List.of(Place.values()).stream()
                .anyMatch(place ->
                        model.chosenProperty(place)
                                .get()
                                .filter(c -> c.source().equals(source))
                                .isPresent());
    }

    private Candidate candidate(Source source, String name) {
        return candidates().stream()
                .filter(c -> c.source().equals(source))
                .findFirst()
                .orElse(new Candidate(source, name, kind(source), OptionalLong.empty()));
    }

    private static Candidate candidate(Opened opened) {
        return new Candidate(
                opened.source(),
                opened.image().displayName(),
                kind(opened.source()),
                opened.image().size());
    }

    private static Candidate.Kind kind(Source source) {
        return switch (source) {
            case Source.OfEngine e -> Candidate.Kind.IMAGE;
            case Source.OfArchive a -> Candidate.Kind.FILE;
            case Source.OfRecording r -> Candidate.Kind.FILE;
            case Source.OfSample s -> Candidate.Kind.SAMPLE;
        };
    }

    private List<Candidate> candidates() {
        List<Candidate> all = new ArrayList<>();
        for (ImageSummary image : shell.list().images()) {
            if (!image.tags().isEmpty()) {
                all.add(
                        new Candidate(
                                new Source.OfEngine(image.id()),
                                image.tags().getFirst().familiar(),
                                Candidate.Kind.IMAGE,
                                OptionalLong.of(image.size())));
            }
        }
        shell.settings().recent().forEach(path -> all.add(Candidate.ofFile(path)));
        shell.list()
                .samples()
                .forEach(sample ->
                        all.add(
                                new Candidate(
                                        new Source.OfSample(sample.name()),
                                        sample.title(),
                                        Candidate.Kind.SAMPLE,
                                        OptionalLong.of(sample.size()))));
        return all;
    }
}
