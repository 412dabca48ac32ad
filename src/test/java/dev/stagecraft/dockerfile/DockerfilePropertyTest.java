package dev.stagecraft.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds of every file, however broken.
class DockerfilePropertyTest {
    private static final List<String> PIECES =
            List.of(
                    "FROM ",
                    "from ",
                    "a",
                    " AS ",
                    "b",
                    "RUN ",
                    "COPY ",
                    "ADD ",
                    "ENV ",
                    "ARG ",
                    "CMD ",
                    "ENTRYPOINT ",
                    "HEALTHCHECK ",
                    "ONBUILD ",
                    "SHELL ",
                    "EXPOSE ",
                    "LABEL ",
                    "USER ",
                    "VOLUME ",
                    "WORKDIR ",
                    "STOPSIGNAL ",
                    "MAINTAINER ",
                    "FOO ",
                    "\n",
                    "\r\n",
                    "\\\n",
                    "\\",
                    "`\n",
                    "# x\n",
                    "#",
                    "# escape=`\n",
                    "# syntax=x\n",
                    "\t",
                    " ",
                    "<<EOF",
                    "<<-'E'",
                    "EOF\n",
                    "E\n",
                    "[\"a\", \"b\"]",
                    "[",
                    "]",
                    "\"",
                    "'",
                    "$A",
                    "${A:-b}",
                    "${",
                    "--from=a ",
                    "--mount=type=cache,target=/x ",
                    "--x",
                    "=",
                    "a=b",
                    "\uFEFF",
                    "\u00E9",
                    "\u2028",
                    "\0",
                    "/",
                    "80/tcp",
                    "CMD x",
                    "NONE");

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(PIECES).list().ofMaxSize(60).map(pieces -> String.join("", pieces));
    }

    @Property(tries = 5000)
    void theTextComesBackAndEveryPlaceIsInIt(@ForAll("files") String text) {
        Dockerfile file = Dockerfile.parse(text);
        assertThat(file.toText()).isEqualTo(text);
        int last = 0;
        for (Instruction instruction : file.instructions()) {
            SourceRange range = instruction.range();
            assertThat(range.start()).isGreaterThanOrEqualTo(last);
            assertThat(instruction.source().raw()).isEqualTo(file.text(range));
            // A continuation may come before the keyword.
            assertThat(instruction.source().keyword().range().start())
                    .isGreaterThanOrEqualTo(range.start());
            last = range.end();
        }
        for (Problem problem : file.problems()) {
            assertThat(problem.range().end()).isLessThanOrEqualTo(text.length());
            assertThat(problem.range().startLine()).isPositive();
        }
    }

    @Property(tries = 3000)
    void bytesComeBack(@ForAll byte[] bytes) {
        assertThat(Dockerfile.parse(bytes).toBytes()).isEqualTo(bytes);
    }

    @Property(tries = 3000)
    void everythingElseWorksOnBrokenFilesToo(@ForAll("files") String text) {
        Dockerfile file = Dockerfile.parse(text);
        Stages stages = Stages.of(file);
        for (StageEvaluation evaluation : StageEvaluation.all(stages, WellKnownBases.load())) {
            evaluation
                    .stage()
                    .instructions()
                    .forEach(i -> assertThat(evaluation.variablesAt(i)).isNotNull());
        }
        for (Finding finding : Checks.ofFileAlone().check(file).findings()) {
            assertThat(finding.range().end()).isLessThanOrEqualTo(text.length());
        }
        DockerfileEditor editor = new DockerfileEditor(file);
        for (Instruction instruction : file.instructions()) {
            editor.replace(instruction, instruction.source().raw());
        }
        assertThat(editor.toText()).isEqualTo(text);
    }
}
