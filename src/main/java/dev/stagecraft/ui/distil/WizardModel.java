package dev.stagecraft.ui.distil;

import dev.stagecraft.distil.Distiller;
import dev.stagecraft.distil.Outcome;
import dev.stagecraft.distil.Request;
import dev.stagecraft.distil.project.Fact;
import dev.stagecraft.distil.rewrite.Options;
import dev.stagecraft.distil.start.Answers;
import dev.stagecraft.distil.start.Corrections;
import dev.stagecraft.dockerfile.Checks;
import dev.stagecraft.dockerfile.Finding;
import dev.stagecraft.prove.ProofSummary;
import dev.stagecraft.ui.support.RunningTask;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// What the wizard is about and how far it has come. Every wish and answer makes the outcome anew,
/// a moment after the last one, in the background.
public final class WizardModel {
    private final Tasks tasks;
    private final boolean provable;
    private final Duration delay;
    private final BuiltImageModel built;
    private final Texts texts = Texts.of(WizardModel.class);
    private final ReadOnlyObjectWrapper<WizardStep> step =
            new ReadOnlyObjectWrapper<>(WizardStep.CHOOSE);
    private final ReadOnlyObjectWrapper<Optional<Chosen>> chosen =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<Offer>> offers =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<String>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<Finding>> hints =
            new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Outcome>> outcome =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> repaired =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ProofSummary>> proof =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanProperty proofComment = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<Options> options = new SimpleObjectProperty<>(Options.DEFAULT);
    private final ReadOnlyObjectWrapper<Map<String, String>> answers =
            new ReadOnlyObjectWrapper<>(Map.of());
    private final OptionEffects effects;
    private final Object distilling = new Object();
    private @Nullable RunningTask running;
    private @Nullable Distiller distiller;
    private int run;

    /// @param built the image that was made from the Dockerfile
    /// @param provable whether there is a step that proves
    /// @param delay how long to wait for more changes before the outcome is made anew
    WizardModel(Tasks tasks, BuiltImageModel built, boolean provable, Duration delay) {
        this.tasks = tasks;
        this.built = built;
        this.effects = new OptionEffects(tasks);
        this.provable = provable;
        this.delay = delay;
        options.addListener((p, o, now) -> refresh());
        built.imageProperty().addListener((p, o, now) -> refresh());
        built.digestsProperty()
                .addListener((p, o, now) -> options.set(options.get().withDigests(now)));
    }

    ReadOnlyObjectProperty<WizardStep> stepProperty() {
        return step.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Chosen>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// What to choose from when a folder has several.
    ReadOnlyObjectProperty<List<Offer>> offersProperty() {
        return offers.getReadOnlyProperty();
    }

    /// Why nothing could be read, escaped; absent when all is well.
    ReadOnlyObjectProperty<Optional<String>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What the checks say of the original.
    ReadOnlyObjectProperty<List<Finding>> hintsProperty() {
        return hints.getReadOnlyProperty();
    }

    /// What came of it; absent before the first time.
    ReadOnlyObjectProperty<Optional<Outcome>> outcomeProperty() {
        return outcome.getReadOnlyProperty();
    }

    /// Whether the outcome is being made anew.
    ReadOnlyBooleanProperty workingProperty() {
        return working.getReadOnlyProperty();
    }

    ObjectProperty<Options> optionsProperty() {
        return options;
    }

    /// Which of the options change something here.
    OptionEffects effects() {
        return effects;
    }

    ReadOnlyObjectProperty<Map<String, String>> answersProperty() {
        return answers.getReadOnlyProperty();
    }

    BuiltImageModel built() {
        return built;
    }

    /// The steps that this wizard has.
    List<WizardStep> steps() {
        return List.of(WizardStep.values()).stream()
                .filter(s -> s != WizardStep.PROVE || provable)
                .toList();
    }

    /// Chooses a file, or shows what a folder or a Compose file offers.
    void choose(Path path) {
        problem.set(Optional.empty());
        offers.set(List.of());
        tasks.of(texts.text("task.reading", path.getFileName()), progress -> Offer.in(path))
                .quietly()
                .onSuccess(found -> {
                    if (found.isEmpty()) {
                        problem.set(Optional.of(texts.text("choose.none")));
                    } else if (found.size() == 1) {
                        choose(found.getFirst());
                    } else {
                        offers.set(found);
                    }
                })
                .onFailure(e -> problem.set(Optional.of(Failures.line(e, texts))))
                .start();
    }

    /// Takes an offer.
    void choose(Offer offer) {
        choose(offer, Optional.empty());
    }

    /// Takes an offer that was made into an image.
    void choose(Offer offer, Optional<String> image) {
        problem.set(Optional.empty());
        tasks.of(texts.text("task.reading", offer.name()), progress -> offer.read().read())
                .quietly()
                .onSuccess(read -> use(image.isPresent() ? read.madeInto(image) : read))
                .onFailure(e -> problem.set(Optional.of(Failures.line(e, texts))))
                .start();
    }

    /// Reads the chosen file again, since another program changed it. Answers stay.
    void readAgain() {
        chosen.get()
                .ifPresent(c ->
                        c.file()
                                .ifPresent(file ->
                                        tasks.of(
                                                        texts.text("task.reading", c.name()),
                                                        progress -> c.readAgain())
                                                .quietly()
                                                .onSuccess(again -> {
                                                    chosen.set(Optional.of(again));
                                                    look(again);
                                                })
                                                .onFailure(e ->
                                                        problem.set(
                                                                Optional.of(
                                                                        Failures.line(e, texts))))
                                                .start()));
    }

    private void use(Chosen now) {
        boolean same = chosen.get().filter(now::isSamePlace).isPresent();
        chosen.set(Optional.of(now));
        if (!same) {
            answers.set(Map.of());
            outcome.set(Optional.empty());
            effects.forget();
            options.set(options.get().withTarget(now.target()));
        }
        built.read(now.image());
        look(now);
        step.set(WizardStep.UNDERSTAND);
    }

    private void look(Chosen now) {
        hints.set(
                now.dockerfile().hasErrors()
                        ? List.of()
                        : Checks.ofFileAlone().check(now.dockerfile()).findings());
        refresh();
    }

    /// Answers a question; an empty answer takes the default again.
    void answer(String key, String value) {
        Map<String, String> next = new HashMap<>(answers.get());
        if (value.isEmpty()) {
            next.remove(key);
        } else {
            next.put(key, value);
        }
        if (!next.equals(answers.get())) {
            answers.set(Map.copyOf(next));
            refresh();
        }
    }

    /// What a person says of a subject; absent when it is as it was read.
    Optional<String> correction(Fact.Subject subject) {
        return Optional.ofNullable(answers.get().get(Corrections.key(subject)));
    }

    /// Says what is known of a subject, or takes back what was said.
    void correct(Fact.Subject subject, Optional<String> value) {
        Map<String, String> next = new HashMap<>(answers.get());
        String key = Corrections.key(subject);
        value.ifPresentOrElse(v -> next.put(key, v), () -> next.remove(key));
        if (!next.equals(answers.get())) {
            answers.set(Map.copyOf(next));
            refresh();
        }
    }

    /// Whether a step that lies behind was done: proving can be skipped, and can fail.
    boolean isDone(WizardStep earlier) {
        return earlier != WizardStep.PROVE
                || proof.get().filter(p -> text().filter(p::proves).isPresent()).isPresent();
    }

    /// Whether a step can be gone to now.
    boolean canGo(WizardStep to) {
        return switch (to) {
            case CHOOSE -> true;
            case UNDERSTAND, REWRITE -> chosen.get().isPresent();
            case PROVE -> provable && rewritten().isPresent();
            case SAVE -> rewritten().isPresent();
        };
    }

    /// Goes to a step, if it can be gone to.
    void go(WizardStep to) {
        if (canGo(to)) {
            step.set(to);
        }
    }

    /// The step after this one; absent at the last.
    Optional<WizardStep> next() {
        int at = steps().indexOf(step.get());
        return at + 1 < steps().size() ? Optional.of(steps().get(at + 1)) : Optional.empty();
    }

    /// The step before this one; absent at the first.
    Optional<WizardStep> previous() {
        int at = steps().indexOf(step.get());
        return at > 0 ? Optional.of(steps().get(at - 1)) : Optional.empty();
    }

    /// The outcome, if it has a text.
    Optional<Outcome.Rewritten> rewritten() {
        return outcome.get()
                .filter(Outcome.Rewritten.class::isInstance)
                .map(Outcome.Rewritten.class::cast);
    }

    /// The new Dockerfile: what a proof mended, else what was rewritten.
    Optional<String> text() {
        return repaired.get().or(() -> rewritten().map(Outcome.Rewritten::text));
    }

    /// Takes what a proof came to as the text to save, until something is chosen otherwise.
    void useRepaired(String text) {
        repaired.set(Optional.of(text));
    }

    /// Takes what a proof came to; its text is the one to save, until something is chosen
    /// otherwise.
    void useProof(ProofSummary summary) {
        if (text().filter(summary.text()::equals).isEmpty()) {
            useRepaired(summary.text());
        }
        proof.set(Optional.of(summary));
    }

    /// What was proven of the new Dockerfile as it stands; absent when no proof is about this text.
    Optional<ProofSummary> proof() {
        return proof.get().filter(p -> text().filter(p.text()::equals).isPresent());
    }

    /// Told when there is another proof.
    ReadOnlyObjectProperty<Optional<ProofSummary>> proofProperty() {
        return proof.getReadOnlyProperty();
    }

    /// Whether the saved file says that it is proven.
    BooleanProperty proofCommentProperty() {
        return proofComment;
    }

    /// The new Dockerfile as it is saved: at its end it says that it is proven, if that is wished.
    Optional<String> saved() {
        String comment = proofComment.get() ? proof().map(ProofSummary::comment).orElse("") : "";
        return text().map(t -> comment.isEmpty() ? t : t.stripTrailing() + "\n\n" + comment);
    }

    /// What a proof needs; absent when nothing was rewritten.
    Optional<ProveStep.Proposal> proposal() {
        return chosen.get()
                .flatMap(c ->
                        rewritten()
                                .map(r ->
                                        new ProveStep.Proposal(
                                                request(c),
                                                r,
                                                text().orElse(r.text()),
                                                c.folder(),
                                                c.fileName())));
    }

    private Request request(Chosen of) {
        return new Request(
                of.dockerfile(),
                of.context(),
                built.imageProperty().get(),
                options.get(),
                new Answers(answers.get()));
    }

    private void refresh() {
        if (chosen.get().isEmpty()) {
            return;
        }
        if (running != null) {
            running.cancel();
        }
        repaired.set(Optional.empty());
        Request request = request(chosen.get().get());
        int mine = ++run;
        working.set(true);
        running =
                tasks.of(texts.text("task.rewriting"), progress -> distil(request))
                        .quietly()
                        .onSuccess(made -> {
                            if (mine == run) {
                                problem.set(Optional.empty());
                                outcome.set(Optional.of(made));
                                if (distiller != null) {
                                    effects.find(distiller, request);
                                }
                            }
                        })
                        .onFailure(e -> {
                            if (mine == run) {
                                problem.set(Optional.of(Failures.line(e, texts)));
                            }
                        })
                        .onEnd(() -> {
                            if (mine == run) {
                                working.set(false);
                            }
                        })
                        .start();
    }

    private Outcome distil(Request request) throws InterruptedException {
        // Typing and clicking come in bursts; only the last of one is worth the work.
        Thread.sleep(delay);
        // One at a time: the built image is read by one thread only.
        synchronized (distilling) {
            Distiller known = distiller;
            if (known == null) {
                known = Distiller.bundled();
                distiller = known;
            }
            return known.distil(request);
        }
    }
}
