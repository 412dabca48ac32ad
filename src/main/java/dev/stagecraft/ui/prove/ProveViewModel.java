package dev.stagecraft.ui.prove;

import dev.stagecraft.engine.EngineException;
import dev.stagecraft.prove.Diagnosis;
import dev.stagecraft.prove.Proof;
import dev.stagecraft.prove.ProofListener.Which;
import dev.stagecraft.prove.ProofRequest;
import dev.stagecraft.prove.Repair;
import dev.stagecraft.ui.support.RunningTask;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.Texts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/// A proof from the agreement to its verdict. Lives on the user interface's thread.
public final class ProveViewModel {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ProofSource source;
    private final Tasks tasks;
    private final LongSupplier nanos;
    private final Texts texts = Texts.of(ProveViewModel.class);
    private final AgreementViewModel agreement = new AgreementViewModel();
    private final SideViewModel before = new SideViewModel(Which.BEFORE);
    private final SideViewModel after = new SideViewModel(Which.AFTER);
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(new State.None());
    private final ReadOnlyObjectWrapper<Optional<ProofSubject>> subject =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Question>> question =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Proof>> proof =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Diagnosis>> diagnosis =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final LogChoice shown = new LogChoice(before, after);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ReadOnlyLongWrapper elapsed = new ReadOnlyLongWrapper();
    private final BooleanProperty keepImages = new SimpleBooleanProperty();
    private String afterText = "";
    private boolean allAgreed;
    private long started;
    private int runs;
    private volatile @Nullable RunningTask task;

    /// How far it is.
    public sealed interface State {
        /// There is nothing to prove yet.
        record None() implements State {}

        /// It waits for the person's agreement.
        record Agreement() implements State {}

        /// Both are built and run.
        record Running() implements State {}

        /// There is a verdict.
        record Done(Proof proof) implements State {}

        /// It could not be carried out.
        ///
        /// @param message why; may hold untrusted text
        record Failed(String message) implements State {}

        /// The person stopped it.
        record Cancelled() implements State {}
    }

    /// A repair that waits for the person's word.
    ///
    /// @param repair what is proposed
    /// @param text the Dockerfile that it would change
    public record Question(Repair repair, String text, CompletableFuture<Boolean> answer) {}

    /// @param source carries proofs out
    /// @param nanos a clock that only goes forward
    public ProveViewModel(ProofSource source, Tasks tasks, LongSupplier nanos) {
        this.source = source;
        this.tasks = tasks;
        this.nanos = nanos;
    }

    /// Offers two Dockerfiles for a proof. One that runs is stopped.
    public void propose(ProofSubject next) {
        if (subject.get().filter(next::equals).isPresent()
                && !(state.get() instanceof State.None)) {
            return;
        }
        cancel();
        subject.set(Optional.of(next));
        proof.set(Optional.empty());
        state.set(new State.Agreement());
    }

    /// Goes back to the agreement.
    public void reconsider() {
        if (!(state.get() instanceof State.Running) && subject.get().isPresent()) {
            state.set(new State.Agreement());
        }
    }

    /// Forgets what is proposed, so that something else can be.
    public void withdraw() {
        cancel();
        subject.set(Optional.empty());
        proof.set(Optional.empty());
        state.set(new State.None());
    }

    /// The person agrees: builds and runs both.
    public void start() {
        if (state.get() instanceof State.Running
                || subject.get().isEmpty()
                || agreement.problemProperty().get().isPresent()) {
            return;
        }
        ProofSubject what = subject.get().get();
        ProofRequest request = agreement.request(what);
        boolean keep = keepImages.get();
        before.reset(what.before());
        after.reset(what.after());
        shown.reset();
        question.set(Optional.empty());
        diagnosis.set(Optional.empty());
        proof.set(Optional.empty());
        progress.set(0);
        elapsed.set(0);
        allAgreed = !agreement.askBeforeRepairProperty().get();
        afterText = what.after();
        started = nanos.getAsLong();
        state.set(new State.Running());
        int run = ++runs;
        ProofFeed feed =
                new ProofFeed(
                        tasks::later,
                        batch -> {
                            if (isCurrent(run)) {
                                take(batch);
                            }
                        },
                        (repair, answer) -> ask(run, repair, answer));
        task =
                tasks.of(
                                texts.text("task.prove"),
                                work -> {
                                    if (keep) {
                                        source.keepImages();
                                    }
                                    return source.prove(request, feed);
                                })
                        .onSuccess(this::finish)
                        .onCancelled(() -> {
                            if (isCurrent(run)) {
                                state.set(new State.Cancelled());
                            }
                        })
                        .onFailure(e -> state.set(new State.Failed(message(e))))
                        .onEnd(() -> {
                            if (run == runs) {
                                question.set(Optional.empty());
                            }
                        })
                        .start();
    }

    /// Whether a proof is the one that is shown. One that was stopped may clean up for seconds,
    /// while the person has gone on to the next.
    private boolean isCurrent(int run) {
        return run == runs && state.get() instanceof State.Running;
    }

    private String message(Throwable failure) {
        String message = failure.getMessage();
        if (failure instanceof EngineException engine && !engine.advice().isEmpty()) {
            return texts.text("failed.why", engine.getMessage(), engine.advice());
        }
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    private void finish(Proof done) {
        proof.set(Optional.of(done));
        progress.set(1);
        state.set(new State.Done(done));
    }

    /// Stops builds and containers at once.
    public void cancel() {
        RunningTask running = task;
        if (running != null && state.get() instanceof State.Running) {
            question.get().ifPresent(q -> q.answer().cancel(false));
            question.set(Optional.empty());
            running.cancel();
            state.set(new State.Cancelled());
        }
    }

    /// Stops what runs and takes away what it made, and the images of the last proof unless they
    /// are to be kept; waits for that for a few seconds.
    public void close() {
        cancel();
        end();
    }

    /// Does what [#close] does, but shows nothing of it: for a process that is told to end, on any
    /// thread.
    public void end() {
        RunningTask running = task;
        if (running != null) {
            running.cancel();
        }
        Thread last = Thread.ofVirtual().name("end of proofs").start(() -> removeAfter(running));
        try {
            last.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void removeAfter(@Nullable RunningTask running) {
        try {
            if (running != null && !running.await(PATIENCE)) {
                return; // the next start finds what is left
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (keepImages.get()) {
            source.keepImages();
        } else {
            source.removeImages();
        }
    }

    private void take(ProofFeed.Batch batch) {
        long now = nanos.getAsLong();
        batch.sides.forEach((which, news) -> side(which).take(news, now));
        stillAwaits(before, after);
        stillAwaits(after, before);
        ProofFeed.SideNews news = batch.sides.get(Which.AFTER);
        if (news != null && news.anew) {
            diagnosis.set(Optional.empty());
        }
        batch.diagnoses.forEach(d -> diagnosis.set(Optional.of(d)));
        progress.set((before.progressProperty().get() + after.progressProperty().get()) / 2);
        shown.follow();
        elapsed.set((now - started) / 1_000_000);
    }

    /// That a build waits is only found by the clock: between two steps none runs for a moment.
    private static void stillAwaits(SideViewModel side, SideViewModel other) {
        if (side.awaitedProperty().get().isPresent()) {
            side.lookAt(other);
        }
    }

    private boolean ask(int run, Repair repair, CompletableFuture<Boolean> answer) {
        if (!isCurrent(run)) {
            answer.cancel(false);
            return false;
        }
        if (allAgreed) {
            afterText = repair.text();
            return true;
        }
        question.set(Optional.of(new Question(repair, afterText, answer)));
        return false;
    }

    /// The person wants the repair that waits.
    ///
    /// @param andAllOthers whether those that follow need not be asked for
    public void applyRepair(boolean andAllOthers) {
        question.get()
                .ifPresent(q -> {
                    allAgreed |= andAllOthers;
                    afterText = q.repair().text();
                    diagnosis.set(Optional.empty());
                    question.set(Optional.empty());
                    q.answer().complete(true);
                });
    }

    /// The person does not want the repair that waits; the best version so far stays.
    public void skipRepair() {
        question.get()
                .ifPresent(q -> {
                    diagnosis.set(Optional.empty());
                    question.set(Optional.empty());
                    q.answer().complete(false);
                });
    }

    /// Shows the log of a step or a container and stays there.
    public void select(LogSource source) {
        shown.select(source);
    }

    /// Brings running times up to now.
    public void tick() {
        if (state.get() instanceof State.Running) {
            long now = nanos.getAsLong();
            before.tick(now);
            after.tick(now);
            before.lookAt(after);
            after.lookAt(before);
            elapsed.set((now - started) / 1_000_000);
        }
    }

    /// The Dockerfile that a side is built from just now.
    public String dockerfile(Which which) {
        return which == Which.BEFORE
                ? subject.get().map(ProofSubject::before).orElse("")
                : afterText;
    }

    public AgreementViewModel agreement() {
        return agreement;
    }

    public SideViewModel side(Which which) {
        return which == Which.BEFORE ? before : after;
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<ProofSubject>> subjectProperty() {
        return subject.getReadOnlyProperty();
    }

    /// The repair that waits for the person's word; absent while none does.
    public ReadOnlyObjectProperty<Optional<Question>> questionProperty() {
        return question.getReadOnlyProperty();
    }

    /// The last proof of what is proposed; absent until there is one.
    public ReadOnlyObjectProperty<Optional<Proof>> proofProperty() {
        return proof.getReadOnlyProperty();
    }

    /// The cause for which a repair is looked for; absent while nothing has failed, and again when
    /// the repaired version is being built.
    public ReadOnlyObjectProperty<Optional<Diagnosis>> diagnosisProperty() {
        return diagnosis.getReadOnlyProperty();
    }

    /// The step or container whose log is shown.
    public ReadOnlyObjectProperty<Optional<LogSource>> selectedProperty() {
        return shown.selectedProperty();
    }

    /// Whether the log of what happens just now is shown.
    public BooleanProperty followingProperty() {
        return shown.followingProperty();
    }

    /// From 0 to 1.
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// How long it has taken so far, in milliseconds.
    public ReadOnlyLongProperty elapsedProperty() {
        return elapsed.getReadOnlyProperty();
    }

    /// Whether the images stay when the next proof begins or the program ends.
    public BooleanProperty keepImagesProperty() {
        return keepImages;
    }
}
