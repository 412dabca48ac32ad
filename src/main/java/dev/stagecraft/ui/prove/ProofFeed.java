package dev.stagecraft.ui.prove;

import dev.stagecraft.engine.build.BuildStep;
import dev.stagecraft.prove.Diagnosis;
import dev.stagecraft.prove.Observation;
import dev.stagecraft.prove.ProofListener;
import dev.stagecraft.prove.Repair;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Gathers what a proof tells on its own threads, and hands it to the user interface's thread in
/// batches: however much a build prints, at most one batch waits, and it is bounded.
final class ProofFeed implements ProofListener {
    /// How many lines of a step wait at most; older ones are dropped.
    static final int MOST_WAITING_LINES = 500;

    private final Executor ui;
    private final Consumer<Batch> take;
    private final BiFunction<Repair, CompletableFuture<Boolean>, Boolean> ask;
    private Batch waiting = new Batch();
    private boolean promised;

    /// @param ui the user interface's thread
    /// @param take takes batches there
    /// @param ask is asked there whether a repair is to be tried; answers at once, or returns false
    ///   and completes the future later
    ProofFeed(
            Executor ui,
            Consumer<Batch> take,
            BiFunction<Repair, CompletableFuture<Boolean>, Boolean> ask) {
        this.ui = ui;
        this.take = take;
        this.ask = ask;
    }

    /// What happened since the last batch.
    static final class Batch {
        final Map<Which, SideNews> sides = new EnumMap<>(Which.class);
        final List<Diagnosis> diagnoses = new ArrayList<>();
    }

    /// What happened to one side.
    static final class SideNews {
        /// Whether another build began: what was known of steps before is of an earlier one.
        boolean anew;

        @Nullable Phase phase;
        @Nullable Observation observation;
        @Nullable List<String> output;
        final Map<Integer, StepNews> steps = new LinkedHashMap<>();
    }

    /// What happened to a step.
    static final class StepNews {
        BuildStep step;
        final Deque<String> lines = new ArrayDeque<>();

        StepNews(BuildStep step) {
            this.step = step;
        }
    }

    private synchronized void tell(Consumer<Batch> change) {
        change.accept(waiting);
        if (!promised) {
            promised = true;
            ui.execute(this::hand);
        }
    }

    private void hand() {
        Batch batch;
        synchronized (this) {
            batch = waiting;
            waiting = new Batch();
            promised = false;
        }
        take.accept(batch);
    }

    private static SideNews side(Batch batch, Which which) {
        return batch.sides.computeIfAbsent(which, w -> new SideNews());
    }

    @Override
    public void phase(Which which, Phase phase) {
        tell(batch -> {
            SideNews news = side(batch, which);
            if (phase == Phase.BUILDING) {
                news.anew = true;
                news.steps.clear();
                if (which == Which.AFTER) {
                    batch.diagnoses.clear();
                }
            }
            news.phase = phase;
        });
    }

    @Override
    public void step(Which which, BuildStep step) {
        tell(batch -> news(batch, which, step).step = step);
    }

    private static StepNews news(Batch batch, Which which, BuildStep step) {
        return side(batch, which)
                .steps
                .computeIfAbsent(step.number(), number -> new StepNews(step));
    }

    @Override
    public void printed(Which which, BuildStep step, String line) {
        tell(batch -> {
            Deque<String> lines = news(batch, which, step).lines;
            lines.addLast(line);
            if (lines.size() > MOST_WAITING_LINES) {
                lines.removeFirst();
            }
        });
    }

    @Override
    public void output(Which which, List<String> lines) {
        tell(batch -> side(batch, which).output = lines);
    }

    @Override
    public void observed(Which which, Observation observation) {
        tell(batch -> side(batch, which).observation = observation);
    }

    @Override
    public void diagnosed(Diagnosis diagnosis) {
        tell(batch -> batch.diagnoses.add(diagnosis));
    }

    /// Waits for the person. A cancelled proof gets no for an answer.
    @Override
    public boolean agrees(Repair repair) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        ui.execute(() -> {
            if (ask.apply(repair, answer)) {
                answer.complete(true);
            }
        });
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | CancellationException e) {
            return false;
        }
    }
}
