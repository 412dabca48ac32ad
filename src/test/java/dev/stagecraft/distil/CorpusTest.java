package dev.stagecraft.distil;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.distil.plan.Question;
import dev.stagecraft.distil.plan.Warning;
import dev.stagecraft.distil.project.ProjectFiles;
import dev.stagecraft.dockerfile.CommandLine;
import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.dockerfile.Instruction;
import dev.stagecraft.dockerfile.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorpusTest {
    private static final Distiller DISTILLER = Distiller.bundled();

    static List<Corpus.Entry> entries() {
        return Corpus.entries();
    }

    @Test
    void holdsAtLeastSixtyProjects() {
        assertThat(Corpus.entries()).hasSizeGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void isRewrittenAsExpected(Corpus.Entry entry) throws IOException {
        Outcome outcome = DISTILLER.distil(entry.request());
        assertThat(outcome.word()).isEqualTo(entry.expected().path("outcome").asText());
        assertThat(outcome.ecosystem()).isEqualTo(entry.expected().path("ecosystem").asText());
        switch (outcome) {
            case Outcome.Refused refused -> {
                String text = refused.refusal().reason() + " " + refused.refusal().advice();
                assertThat(text).contains(entry.texts("refusal"));
                assertThat(refused.refusal().advice()).isNotBlank();
            }
            case Outcome.Rewritten rewritten -> {
                assertThat(rewritten.text()).isEqualTo(Files.readString(entry.expectedFile()));
                assertThat(rewritten.base()).isEqualTo(entry.expected().path("base").asText());
                assertThat(rewritten.framework().orElse(""))
                        .isEqualTo(entry.expected().path("framework").asText(""));
                for (String piece : entry.texts("warnings")) {
                    assertThat(rewritten.warnings())
                            .extracting(Warning::text)
                            .anySatisfy(w -> assertThat(w).contains(piece));
                }
                assertThat(rewritten.questions())
                        .extracting(Question::key)
                        .containsAll(entry.texts("questions"));
            }
        }
    }

    /// A result that is rewritten again has nothing left to convert.
    @ParameterizedTest
    @MethodSource("entries")
    void theResultIsDistrolessItself(Corpus.Entry entry) {
        Request request = entry.request();
        if (DISTILLER.distil(request) instanceof Outcome.Rewritten rewritten) {
            Outcome again =
                    DISTILLER.distil(
                            Request.of(Dockerfile.parse(rewritten.text()), request.context()));
            assertThat(again.word()).isEqualTo("already-distroless");
            assertThat(((Outcome.Rewritten) again).text()).isEqualTo(rewritten.text());
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void theFinalStageNeedsNoShell(Corpus.Entry entry) {
        if (!(DISTILLER.distil(entry.request()) instanceof Outcome.Rewritten rewritten)) {
            return;
        }
        Dockerfile file = Dockerfile.parse(rewritten.text());
        assertThat(file.problems())
                .filteredOn(p -> p.severity() == Problem.Severity.ERROR)
                .isEmpty();
        int last = 0;
        for (int i = 0; i < file.instructions().size(); i++) {
            if (file.instructions().get(i) instanceof Instruction.From) {
                last = i;
            }
        }
        for (Instruction i : file.instructions().subList(last, file.instructions().size())) {
            assertThat(i).isNotInstanceOf(Instruction.Run.class);
            if (i instanceof Instruction.Cmd cmd) {
                assertThat(cmd.command()).isInstanceOf(CommandLine.ExecForm.class);
            }
            if (i instanceof Instruction.Entrypoint entrypoint) {
                assertThat(entrypoint.command()).isInstanceOf(CommandLine.ExecForm.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyChangeHasItsPlaceAndItsReason(Corpus.Entry entry) {
        Request request = entry.request();
        if (!(DISTILLER.distil(request) instanceof Outcome.Rewritten rewritten)) {
            return;
        }
        long lines = rewritten.text().lines().count();
        long sourceLines = request.file().lineCount();
        assertThat(rewritten.changes())
                .allSatisfy(c -> {
                    assertThat(c.reason().text()).isNotBlank();
                    assertThat(c.reason().lesson().text()).isNotBlank();
                    assertThat(c.source()).allMatch(s -> s.last() <= sourceLines);
                    c.output()
                            .ifPresent(o -> assertThat(o.last()).isLessThanOrEqualTo((int) lines));
                    assertThat(c.output().isPresent() || !c.source().isEmpty()).isTrue();
                });
    }

    @ParameterizedTest
    @MethodSource("entries")
    void theSameInputGivesTheSameOutput(Corpus.Entry entry) {
        assertThat(DISTILLER.distil(entry.request())).isEqualTo(DISTILLER.distil(entry.request()));
    }

    /// Without the project's files there is an outcome all the same, never an exception.
    @ParameterizedTest
    @MethodSource("entries")
    void worksWithoutABuildContext(Corpus.Entry entry) {
        Request request = Request.of(entry.request().file(), ProjectFiles.NONE);
        assertThat(DISTILLER.distil(request).word())
                .isIn("converted", "already-distroless", "refused");
    }
}
