package dev.stagecraft.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DockerfileHighlighterTest {
    private static List<String> tokens(String text) {
        return new DockerfileHighlighter()
                .tokens(text).stream()
                        .map(t -> t.styleClass() + ":" + text.substring(t.from(), t.to()))
                        .toList();
    }

    @Test
    void aStageHasKeywordsAndAName() {
        assertThat(tokens("FROM --platform=$BUILDPLATFORM golang:1.25 AS build\n"))
                .containsExactly(
                        "keyword:FROM",
                        "flag:--platform",
                        "variable:$BUILDPLATFORM",
                        "keyword:AS",
                        "name:build");
    }

    @Test
    void aContinuedLineIsNoInstructionAndCommentsMayStandBetween() {
        assertThat(tokens("RUN apt-get update \\\n  # why\n  && copy \"a b\"\nCOPY . /\n"))
                .containsExactly(
                        "keyword:RUN", "comment:  # why", "string:\"a b\"", "keyword:COPY");
    }

    @Test
    void aHereDocumentEndsAtItsWord() {
        assertThat(tokens("RUN <<EOF\nFROM not an instruction\nEOF\nUSER 1000\n"))
                .containsExactly("keyword:RUN", "string:EOF", "keyword:USER");
    }

    @Test
    void directivesAreOnlyAtTheTopAndMaySetTheEscape() {
        assertThat(tokens("# syntax=docker/dockerfile:1\n# escape=`\nRUN a `\n  RUN\n# escape=x\n"))
                .containsExactly(
                        "directive:# syntax=docker/dockerfile:1",
                        "directive:# escape=`",
                        "keyword:RUN",
                        "comment:# escape=x");
    }

    @Test
    void healthcheckAndOnbuildCarryASecondInstruction() {
        assertThat(tokens("HEALTHCHECK CMD true\nONBUILD COPY a b\nENV run=1\n"))
                .containsExactly(
                        "keyword:HEALTHCHECK",
                        "keyword:CMD",
                        "keyword:ONBUILD",
                        "keyword:COPY",
                        "keyword:ENV");
    }

    @Property
    void anyTextHasTokensInOrderWithinIt(@ForAll String text) {
        int at = 0;
        for (Highlighter.Token t : new DockerfileHighlighter().tokens(text)) {
            assertThat(t.from()).isGreaterThanOrEqualTo(at);
            assertThat(t.to()).isGreaterThanOrEqualTo(t.from()).isLessThanOrEqualTo(text.length());
            at = t.to();
        }
    }
}
