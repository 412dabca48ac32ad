package dev.stagecraft.ui.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.engine.build.BuildStep;
import dev.stagecraft.prove.Behaviour;
import dev.stagecraft.prove.Cause;
import dev.stagecraft.prove.Observation;
import dev.stagecraft.prove.Probe;
import dev.stagecraft.prove.Proof;
import dev.stagecraft.prove.ProofListener;
import dev.stagecraft.prove.ProofListener.Which;
import dev.stagecraft.prove.ProofRequest;
import dev.stagecraft.prove.ProofSummary;
import dev.stagecraft.ui.prove.AgreementViewModel.ProbeKind;
import dev.stagecraft.ui.prove.AgreementViewModel.Problem;
import dev.stagecraft.ui.prove.ProveViewModel.State;
import dev.stagecraft.ui.support.Tasks;
import dev.stagecraft.ui.support.UiQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProveViewModelTest {
    private final UiQueue ui = new UiQueue();
    private final List<Throwable> unexpected = new ArrayList<>();
    private final Tasks tasks = new Tasks(ui, unexpected::add);
    private final FakeProofs proofs = new FakeProofs();
    private final ProveViewModel model = new ProveViewModel(proofs, tasks, System::nanoTime);

    @AfterEach
    void nothingUnexpected() {
        proofs.waits.countDown();
        assertThat(unexpected).isEmpty();
    }

    private boolean is(Class<? extends State> state) {
        return state.isInstance(model.stateProperty().get());
    }

    @Test
    void nothingIsBuiltBeforeThePersonAgrees() {
        model.propose(FakeProofs.SUBJECT);
        assertThat(is(State.Agreement.class)).isTrue();
        assertThat(proofs.asked).isEmpty();
    }

    @Test
    void theAgreementIsWhatIsAskedFor() {
        model.propose(FakeProofs.SUBJECT);
        AgreementViewModel agreement = model.agreement();
        agreement.probeProperty().set(ProbeKind.HTTP);
        agreement.portProperty().set("8080");
        agreement.pathProperty().set("/health?x=1");
        agreement.environmentProperty().set("A=1\n\nB=x=y\n");
        agreement.argumentsProperty().set("serve 'two words'");
        agreement.mountsProperty().set("/etc/hosts:/data/hosts:ro");
        agreement.memoryMegabytesProperty().set(64);
        agreement.readOnlyRootProperty().set(true);
        model.start();
        ui.until(() -> is(State.Done.class));
        ProofRequest asked = proofs.asked.getFirst();
        assertThat(asked.probe()).contains(new Probe.Http(OptionalInt.of(8080), "/health?x=1"));
        assertThat(asked.environment())
                .containsEntry("A", "1")
                .containsEntry("B", "x=y")
                .hasSize(2);
        assertThat(asked.arguments()).containsExactly("serve", "two words");
        assertThat(asked.mounts())
                .singleElement()
                .satisfies(mount -> {
                    assertThat(mount.target()).isEqualTo("/data/hosts");
                    assertThat(mount.readOnly()).isTrue();
                });
        assertThat(asked.limits().memory()).isEqualTo(64_000_000);
        assertThat(asked.limits().readOnlyRoot()).isTrue();
        assertThat(asked.network()).isFalse();
    }

    @Test
    void whatCannotBeAskedForIsSaid() {
        AgreementViewModel agreement = model.agreement();
        agreement.environmentProperty().set("no pair");
        assertThat(agreement.problemProperty().get().map(Problem::kind))
                .contains(Problem.Kind.ENVIRONMENT);
        agreement.environmentProperty().set("");
        agreement.mountsProperty().set("here:there");
        assertThat(agreement.problemProperty().get().map(Problem::kind))
                .contains(Problem.Kind.MOUNT);
        agreement.mountsProperty().set("");
        agreement.probeProperty().set(ProbeKind.COMMAND);
        agreement.commandProperty().set("a | b");
        assertThat(agreement.problemProperty().get().map(Problem::kind))
                .contains(Problem.Kind.COMMAND);
        agreement.probeProperty().set(ProbeKind.HTTP);
        agreement.portProperty().set("70000");
        assertThat(agreement.problemProperty().get().map(Problem::kind))
                .contains(Problem.Kind.PORT);
        model.propose(FakeProofs.SUBJECT);
        model.start();
        assertThat(is(State.Agreement.class)).isTrue();
        agreement.portProperty().set("80");
        assertThat(agreement.problemProperty().get()).isEmpty();
    }

    @Test
    void stepsStandUnderTheirStagesAndTheLogIsBounded() {
        proofs.waitsInBuild = true;
        model.propose(FakeProofs.SUBJECT);
        model.start();
        SideViewModel after = model.side(Which.AFTER);
        ui.until(() ->
                model.selectedProperty()
                        .get()
                        .filter(r -> r.log().contains("line 2999"))
                        .isPresent());
        assertThat(after.stages()).extracting(StageGroup::name).containsExactly("build", "");
        assertThat(after.stages().getLast().ofBuilder()).isTrue();
        assertThat(after.stages().getFirst().steps()).hasSize(2);
        // A file of one stage has one, whatever the builder calls its shared steps.
        assertThat(model.side(Which.BEFORE).stages())
                .singleElement()
                .satisfies(stage -> assertThat(stage.steps()).hasSize(2));
        StepRow shown = (StepRow) model.selectedProperty().get().orElseThrow();
        assertThat(shown.step().text()).isEqualTo("RUN make");
        assertThat(shown.log()).hasSizeLessThanOrEqualTo(StepRow.MOST_LINES);
        // Three known steps of build and one of the builder's own, of which two have ended; all of
        // the two before.
        assertThat(model.progressProperty().get()).isBetween(0.5, 0.9);
    }

    @Test
    void cancellingStopsAtOnceAndCanBeDoneAgain() {
        proofs.waitsInBuild = true;
        model.propose(FakeProofs.SUBJECT);
        model.start();
        ui.until(() -> model.side(Which.AFTER).stages().size() == 2);
        model.cancel();
        assertThat(is(State.Cancelled.class)).isTrue();
        proofs.waits.countDown();
        model.reconsider();
        model.start();
        ui.until(() -> is(State.Done.class));
        assertThat(proofs.asked).hasSize(2);
    }

    @Test
    void whyItCouldNotBeCarriedOutIsSaidAndWhatToDo() {
        proofs.hasNoRoom = true;
        model.propose(FakeProofs.SUBJECT);
        model.start();
        ui.until(() -> is(State.Failed.class));
        assertThat(model.stateProperty().get())
                .isEqualTo(new State.Failed("no space left on device. Make room in /tmp."));
    }

    @Test
    void whatAContainerPrintsIsShownWhileItRuns() {
        proofs.waitsInRun = true;
        model.propose(FakeProofs.SUBJECT);
        model.start();
        ui.until(() ->
                model.selectedProperty()
                        .get()
                        .filter(shown -> shown.log().contains("listening"))
                        .isPresent());
        LogSource shown = model.selectedProperty().get().orElseThrow();
        assertThat(shown.side()).isEqualTo(Which.BEFORE);
        assertThat(shown.log()).containsExactly("warming up", "listening");
        model.select(model.side(Which.AFTER).stages().getLast().steps().getFirst());
        proofs.waits.countDown();
        ui.until(() -> is(State.Done.class));
    }

    @Test
    void whatAContainerPrintedStaysToBeRead() {
        SideViewModel before = new SideViewModel(Which.BEFORE);
        SideViewModel after = new SideViewModel(Which.AFTER);
        ProofFeed.SideNews news = new ProofFeed.SideNews();
        news.phase = ProofListener.Phase.OBSERVED;
        news.observation =
                new Observation(
                        Observation.End.EXITED,
                        OptionalInt.of(1),
                        Optional.empty(),
                        List.of("begins"),
                        List.of("no such file"),
                        OptionalLong.of(40),
                        Set.of(),
                        OptionalInt.empty());
        after.take(news, 0);
        LogChoice choice = new LogChoice(before, after);
        choice.follow();
        assertThat(choice.selectedProperty().get().orElseThrow().log())
                .containsExactly("begins", "no such file");
    }

    /// The builder tells of the final stage first, as it asks for its base.
    @Test
    void stagesStandInTheDockerfilesOrder() {
        SideViewModel side = new SideViewModel(Which.AFTER);
        side.reset(FakeProofs.AFTER);
        ProofFeed.SideNews news = new ProofFeed.SideNews();
        for (int line : new int[] {3, 1}) {
            BuildStep step =
                    FakeProofs.step(line, "stage-" + line, line, "FROM x", BuildStep.State.DONE);
            news.steps.put(line, new ProofFeed.StepNews(step));
        }
        news.steps.put(
                9,
                new ProofFeed.StepNews(
                        FakeProofs.step(9, "", 0, "load context", BuildStep.State.DONE)));
        side.take(news, 0);
        assertThat(side.stages())
                .extracting(StageGroup::name)
                .containsExactly("stage-1", "stage-3", "");
    }

    private static void tell(SideViewModel side, BuildStep... steps) {
        ProofFeed.SideNews news = new ProofFeed.SideNews();
        news.phase = ProofListener.Phase.BUILDING;
        for (BuildStep step : steps) {
            news.steps.put(step.number(), new ProofFeed.StepNews(step));
        }
        side.take(news, 0);
    }

    /// BuildKit does a step of both once and tells the second build nothing of it until it is done.
    @Test
    void aBuildWaitsForTheStepOfTheOtherThatItHasYetToComeTo() {
        SideViewModel before = new SideViewModel(Which.BEFORE);
        SideViewModel after = new SideViewModel(Which.AFTER);
        before.reset(FakeProofs.BEFORE);
        after.reset(FakeProofs.AFTER);
        BuildStep from = FakeProofs.step(1, "", 1, "FROM ubuntu", BuildStep.State.DONE);
        BuildStep make = FakeProofs.step(2, "", 2, "RUN  make", BuildStep.State.RUNNING);
        tell(before, from, make);
        after.lookAt(before);
        assertThat(after.awaitedProperty().get()).as("has not begun").isEmpty();

        tell(after, from);
        after.lookAt(before);
        before.lookAt(after);
        assertThat(after.awaitedProperty().get().map(row -> row.step().text()))
                .contains("RUN  make");
        assertThat(before.awaitedProperty().get()).isEmpty();

        tell(after, FakeProofs.step(3, "", 0, "load context", BuildStep.State.RUNNING));
        after.lookAt(before);
        assertThat(after.awaitedProperty().get()).as("is at something").isEmpty();
        tell(after, FakeProofs.step(3, "", 0, "load context", BuildStep.State.DONE));
        tell(before, FakeProofs.step(2, "", 2, "RUN other", BuildStep.State.RUNNING));
        after.lookAt(before);
        assertThat(after.awaitedProperty().get()).as("is not in this file").isEmpty();

        tell(before, make);
        tell(after, FakeProofs.step(2, "build", 2, "RUN make", BuildStep.State.CACHED));
        after.lookAt(before);
        assertThat(after.awaitedProperty().get()).as("is done").isEmpty();
    }

    @Test
    void theNextProofBeginsAtNothing() {
        model.propose(FakeProofs.SUBJECT);
        model.start();
        ui.until(() -> is(State.Done.class));
        model.reconsider();
        model.start();
        assertThat(model.progressProperty().get()).isZero();
        for (Which which : Which.values()) {
            assertThat(model.side(which).progressProperty().get()).isZero();
        }
        ui.until(() -> is(State.Done.class));
    }

    @Test
    void aRepairWaitsForThePerson() {
        proofs.needsRepair = true;
        model.propose(FakeProofs.SUBJECT);
        model.start();
        ui.until(() -> model.questionProperty().get().isPresent());
        assertThat(model.questionProperty().get().orElseThrow().text()).isEqualTo(FakeProofs.AFTER);
        model.applyRepair(false);
        ui.until(() -> is(State.Done.class));
        assertThat(model.proofProperty().get().orElseThrow().repairs()).hasSize(1);
        assertThat(model.dockerfile(Which.AFTER)).isEqualTo(FakeProofs.REPAIRED);
        assertThat(model.side(Which.AFTER).attemptProperty().get()).isEqualTo(2);
    }

    @Test
    void aSkippedRepairIsNotMade() {
        proofs.needsRepair = true;
        model.propose(FakeProofs.SUBJECT);
        model.start();
        ui.until(() -> model.questionProperty().get().isPresent());
        model.skipRepair();
        ui.until(() -> is(State.Done.class));
        assertThat(model.proofProperty().get().orElseThrow().repairs()).isEmpty();
    }

    @Test
    void nobodyIsAskedWhoAgreedBefore() {
        proofs.needsRepair = true;
        model.propose(FakeProofs.SUBJECT);
        model.agreement().askBeforeRepairProperty().set(false);
        model.start();
        ui.until(() -> is(State.Done.class));
        assertThat(model.proofProperty().get().orElseThrow().repairs()).hasSize(1);
    }

    @Test
    void imagesGoUnlessTheyAreToBeKept() {
        model.close();
        assertThat(proofs.removed).isEqualTo(1);
        model.keepImagesProperty().set(true);
        model.close();
        assertThat(proofs.removed).isEqualTo(1);
        assertThat(proofs.kept).isEqualTo(1);
    }

    @Test
    void theEndOfTheProgramWaitsUntilWhatRunsHasCleanedUp() {
        proofs.waitsInBuild = true;
        model.propose(FakeProofs.SUBJECT);
        model.start();
        ui.until(() -> proofs.holdsSomething);
        model.end();
        assertThat(proofs.holdsSomething).isFalse();
        assertThat(proofs.removed).isEqualTo(1);
    }

    @Test
    void closingAfterStoppingWaitsAsWell() {
        proofs.waitsInBuild = true;
        model.propose(FakeProofs.SUBJECT);
        model.start();
        ui.until(() -> proofs.holdsSomething);
        model.cancel();
        model.close();
        assertThat(proofs.holdsSomething).isFalse();
    }

    @Test
    void whatStillCleansUpDoesNotDisturbTheNextProof() {
        proofs.waitsInBuild = true;
        model.propose(FakeProofs.SUBJECT);
        model.start();
        ui.until(() -> proofs.holdsSomething);
        model.cancel();
        model.reconsider();
        ui.until(() -> tasks.running().isEmpty());
        assertThat(is(State.Agreement.class)).isTrue();
        model.start();
        ui.until(() -> proofs.holdsSomething);
        model.cancel();
        proofs.waitsInBuild = false;
        proofs.needsRepair = true;
        model.reconsider();
        model.start();
        ui.until(() -> model.questionProperty().get().isPresent());
        ui.until(() -> tasks.running().size() == 1);
        assertThat(is(State.Running.class)).isTrue();
        assertThat(model.questionProperty().get()).isPresent();
    }

    @Test
    void theHeadlineSaysItAll() {
        String headline =
                new ProveWords().headline(FakeProofs.proof(true, List.of())).replace('\u00a0', ' ');
        // 999 000 000 / 1 430 000 = 698.6; 997.57 MB
        assertThat(headline)
                .isEqualTo("699 × smaller · 998 MB less · same answer · starts 1.2 s → 300 ms");
    }

    @Test
    void theHeadlineSaysNothingOfTimesThatAreTooShortToCompare() {
        Proof sample = FakeProofs.proof(true, List.of());
        Proof both =
                new Proof(
                        sample.at(),
                        sample.before(),
                        sample.after(),
                        sample.text(),
                        Optional.of(new Probe.Exit()),
                        Optional.of(
                                new Behaviour(
                                        true, List.of(), OptionalLong.of(0), OptionalLong.of(9))),
                        Optional.empty(),
                        List.of(),
                        sample.verdict());
        assertThat(new ProveWords().headline(both)).endsWith("same\u00a0output");
    }

    @Test
    void theHeadlineClaimsNoSameAnswerWhereTheOriginalGaveNone() {
        Proof sample = FakeProofs.proof(true, List.of());
        Proof silent =
                new Proof(
                        sample.at(),
                        sample.before(),
                        sample.after(),
                        sample.text(),
                        sample.probe(),
                        sample.behaviour(),
                        Optional.empty(),
                        List.of(),
                        Proof.Verdict.NOT_COMPARABLE);
        assertThat(new ProveWords().headline(silent)).endsWith("MB\u00a0less");
        assertThat(new ProveWords().cause(new Cause.PortRefused(List.of(8080, 9090))))
                .isEqualTo("It runs, but nothing answers on port 8080, 9090.");
        assertThat(new ProveWords().cause(new Cause.PortRefused(List.of())))
                .isEqualTo("It runs, but listens on no port that others can reach.");
    }

    @Test
    void aRunningTimeIsInWholeSeconds() {
        assertThat(ProveWords.wholeSeconds(999)).isEqualTo("0 s");
        assertThat(ProveWords.wholeSeconds(1_999)).isEqualTo("1 s");
        assertThat(ProveWords.wholeSeconds(125_000)).isEqualTo("2 min 5 s");
    }

    @Test
    void stepsStandInTheDockerfilesOrder() {
        StageGroup group = new StageGroup("build", false, 1);
        for (int index : new int[] {1, 3, 2, 4}) {
            group.add(
                    new StepRow(
                            Which.AFTER,
                            FakeProofs.step(
                                    index, "build", index, "RUN " + index, BuildStep.State.CACHED),
                            0));
        }
        assertThat(group.steps()).extracting(row -> row.step().index()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aStageSaysWhatItsOwnStepsHaveWrittenSoFar() {
        StageGroup group = new StageGroup("build", false, 1);
        group.add(row(1, "FROM debian", 100_000_000));
        StepRow make = row(2, "RUN make", 0);
        group.add(make);
        group.add(row(3, "COPY a /a", 5_000));
        assertThat(group.writtenProperty().get()).isEqualTo(5_000);
        make.take(
                make.step().withBytes(OptionalLong.of(70_000_000), OptionalLong.empty()),
                1_000_000);
        assertThat(group.writtenProperty().get()).isEqualTo(70_005_000);
    }

    private static StepRow row(int index, String text, long bytes) {
        BuildStep step = FakeProofs.step(index, "build", index, text, BuildStep.State.DONE);
        return new StepRow(
                Which.AFTER, step.withBytes(OptionalLong.of(bytes), OptionalLong.empty()), 0);
    }

    @Test
    void aProofSpeaksForItsOwnTextOnly() {
        ProofSummary summary = ProofSummary.of(FakeProofs.proof(true, List.of()));
        assertThat(summary.proves(FakeProofs.AFTER)).isTrue();
        assertThat(summary.proves(FakeProofs.AFTER + "\n")).isFalse();
        assertThat(summary.comment())
                .isEqualTo(
                        "# Proven on 2026-11-24 by building and running both (http:8080/): same"
                                + " behaviour.\n# 999 MB before, 1.43 MB after.\n");
        assertThat(ProofSummary.of(FakeProofs.proof(false, List.of())).comment()).isEmpty();
        assertThat(summary.repairs()).isZero();
        assertThat(summary.probe())
                .isEqualTo(Optional.of(new Probe.Http(OptionalInt.of(8080), "/")));
    }
}
