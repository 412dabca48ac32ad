package dev.stagecraft.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.distil.plan.Plan;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.prove.PlanEdit.Source;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanEditTest {
    private static final String ORIGINAL = "FROM a AS build\nRUN make\nFROM a\nRUN finish\n";

    private static Plan plan(String text) {
        return TextPlan.of(Dockerfile.parse(text)).orElseThrow();
    }

    private static List<Source> sources(String text, String original) {
        return PlanEdit.sources(plan(text), Optional.of(plan(original)));
    }

    private static List<String> names(List<Source> sources) {
        return sources.stream().map(source -> source.stage().name()).toList();
    }

    private static List<String> firstLines(Plan plan) {
        return plan.stages().stream().map(stage -> stage.lines().getFirst().text()).toList();
    }

    @Test
    void stagesThatAreCopiedFromComeFirstAndTheOriginalsFinalStageLast() {
        List<Source> sources =
                sources(
                        "FROM a AS build\nRUN make\nFROM a\nRUN other\nFROM a AS third\n"
                                + "FROM small\nCOPY --from=build /x /x\n",
                        ORIGINAL);
        assertThat(names(sources)).containsExactly("build", "third", "builder", "builder-2");
        assertThat(sources).extracting(Source::certain).containsExactly(false, false, false, true);
        // The stage that both have is there once.
        assertThat(firstLines(sources.getLast().plan()))
                .containsExactly(
                        "FROM a AS build",
                        "FROM a AS builder",
                        "FROM a AS third",
                        "FROM a AS builder-2",
                        "FROM small");
        assertThat(sources.getLast().stage().lines())
                .extracting(PlanLine::text)
                .contains("RUN finish");
    }

    @Test
    void aSingleStageCopiesFromTheOriginal() {
        List<Source> sources = sources("FROM small\n", "FROM 0\nFROM a\nCOPY --from=0 /x /x\n");
        assertThat(names(sources)).containsExactly("builder-2");
        assertThat(sources.getFirst().certain()).isTrue();
    }

    @Test
    void theOriginalIsLeftOutWhereItsStagesWouldMeanSomethingElse() {
        String after = "FROM a AS build\nRUN other\nFROM small\nCOPY --from=build /x /x\n";
        assertThat(names(sources(after, ORIGINAL))).as("another build").containsExactly("build");
        assertThat(names(sources(after, "FROM b\nFROM a\nCOPY --from=0 /x /x\n")))
                .as("counted stages")
                .containsExactly("build");
        assertThat(names(sources("ARG V=1\n" + after, "ARG V=2\nFROM a:$V\n")))
                .as("other arguments")
                .containsExactly("build");
        assertThat(names(sources("FROM a\nRUN finish\n", "FROM a\nRUN finish\n")))
                .as("the same file")
                .isEmpty();
    }
}
