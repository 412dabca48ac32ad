package dev.stagecraft.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\r\n\r\n",
                "FROM a",
                "FROM a\n",
                "FROM a\r\nRUN b \\\r\n  c\r\n",
                "\uFEFFFROM a\n",
                "\uFEFF# syntax=docker/dockerfile:1\nFROM a\n",
                "\tFROM a\t \n\t\tRUN\tx\n",
                "FROM a\nRUN x \\\n# comment\n  # another\n  y\n",
                "FROM a\nRUN x \\",
                "FROM a\nRUN x \\\n",
                "FROM a\nRUN <<EOF\nx\n",
                "# only a comment",
                "FROM a\n\0\u2028\u00A0x\n",
                "\\",
                "FROM a\rRUN b\r",
            })
    void givesBackTheSameText(String text) {
        assertThat(Dockerfile.parse(text).toText()).isEqualTo(text);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(Dockerfile.parse(bytes).toBytes()).isEqualTo(bytes);
    }

    @Test
    void keepsBytesThatAreNoUtf8() {
        byte[] bytes =
                "FROM a\nLABEL x=1 y=\u00E9 z=\u00ED\u00B2\u0080 q=\u00FF\u00F0\u009F\u0098\u0080\n"
                        .getBytes(StandardCharsets.ISO_8859_1);
        Dockerfile file = Dockerfile.parse(bytes);
        assertThat(file.toBytes()).isEqualTo(bytes);
        assertThat(file.instructions()).hasSize(2);
        assertThat(file.problems())
                .extracting(Problem::severity, p -> p.range().startLine())
                .containsExactly(tuple(Problem.Severity.WARNING, 2));
    }

    @Test
    void saysWhereAnInstructionIs() {
        Dockerfile file = Dockerfile.parse("# hi\n\n  FROM a AS b\nRUN x \\\n   y\nCMD z");
        assertThat(file.instructions())
                .extracting(
                        Instruction::keyword,
                        i -> i.range().startLine(),
                        i -> i.range().startColumn(),
                        i -> i.range().endLine(),
                        i -> i.range().endColumn())
                .containsExactly(
                        tuple("FROM", 3, 3, 3, 14),
                        tuple("RUN", 4, 1, 5, 5),
                        tuple("CMD", 6, 1, 6, 6));
        assertThat(file.text(file.lines(file.instructions().get(1)))).isEqualTo("RUN x \\\n   y\n");
        assertThat(file.instructionAt(5)).contains(file.instructions().get(1));
        assertThat(file.instructionAt(1)).isEmpty();
    }

    @Test
    void joinsContinuedLinesAndKeepsTheirComments() {
        Dockerfile file =
                Dockerfile.parse(
                        "FROM a\n# before\nRUN one \\\n  # inner\n  && two \\\n\n  && three\n");
        Instruction.Run run = (Instruction.Run) file.instructions().get(1);
        assertThat(((CommandLine.ShellForm) run.command()).text())
                .isEqualTo("one   && two   && three");
        assertThat(run.source().comments()).extracting(Comment::text).containsExactly("before");
        assertThat(run.source().innerComments()).extracting(Comment::text).containsExactly("inner");
        assertThat(file.problems())
                .extracting(Problem::message, p -> p.range().startLine())
                .containsExactly(tuple("empty continuation line", 6));
    }

    @Test
    void readsDirectives() {
        Dockerfile file =
                Dockerfile.parse(
                        """
                        # syntax = docker/dockerfile:1 more
                        #escape=`
                        # check=skip=all
                        FROM a
                        RUN x `
                         y
                        RUN z \\
                        """);
        assertThat(file.directive("syntax")).contains("docker/dockerfile:1");
        assertThat(file.directive("check")).contains("skip=all");
        assertThat(file.escape()).isEqualTo('`');
        assertThat(file.instructions()).hasSize(3);
        assertThat(file.directives().getFirst().valueRange().startColumn()).isEqualTo(12);
    }

    @Test
    void directivesEndAtTheFirstOtherLine() {
        Dockerfile file = Dockerfile.parse("# hello\n# escape=`\nFROM a\nRUN x \\\n y\n");
        assertThat(file.directives()).isEmpty();
        assertThat(file.instructions()).hasSize(2);
    }

    @Test
    void refusesARepeatedAndAWrongDirective() {
        assertThat(Dockerfile.parse("# check=a\n# check=b\nFROM a\n").problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "2:1: only one check parser directive can be used (expected no second"
                                + " check)");
        assertThat(Dockerfile.parse("# escape=x\nFROM a\n").problems())
                .extracting(Problem::toString)
                .containsExactly("1:10: invalid escape token 'x' (expected ` or \\)");
    }

    @Test
    void readsSeveralHeredocs() {
        Dockerfile file =
                Dockerfile.parse(
                        """
                        FROM a
                        COPY <<one.txt <<-"two.txt" /dir/
                        A
                        one.txt
                        \tB $x
                        \ttwo.txt
                        RUN 3<<EOF cat
                        hi
                        EOF
                        """);
        Instruction.Copy copy = (Instruction.Copy) file.instructions().get(1);
        assertThat(copy.heredocs())
                .extracting(Heredoc::name, Heredoc::expand, Heredoc::chomp, Heredoc::body)
                .containsExactly(
                        tuple("one.txt", true, false, "A\n"),
                        tuple("two.txt", false, true, "B $x\n"));
        assertThat(copy.sources()).isEmpty();
        assertThat(copy.destination().text()).isEqualTo("/dir/");
        assertThat(copy.range().endLine()).isEqualTo(6);
        Instruction.Run run = (Instruction.Run) file.instructions().get(2);
        assertThat(run.heredocs().getFirst().fileDescriptor()).isEqualTo(3);
        assertThat(file.text(run.heredocs().getFirst().contentRange())).isEqualTo("hi\n");
        assertThat(file.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN cat<<EOF",
                "RUN cat <<<EOF",
                "RUN [\"cat\", \"<<EOF\"]",
                "RUN echo it's <<EOF",
                "RUN echo \\<<EOF",
                "RUN echo '<<EOF'",
                "CMD cat <<EOF",
            })
    void whatIsNoHeredoc(String line) {
        Dockerfile file = Dockerfile.parse("FROM a\n" + line + "\nUSER x\nEOF\n");
        assertThat(file.instructions().get(2)).isInstanceOf(Instruction.User.class);
    }

    @Test
    void saysThatAHeredocDoesNotEnd() {
        assertThat(Dockerfile.parse("FROM a\nRUN <<EOF\nx\n").problems())
                .extracting(Problem::message, Problem::expected)
                .containsExactly(tuple("unterminated heredoc", "a line with EOF"));
    }

    @Test
    void onbuildHoldsItsHeredoc() {
        Dockerfile file = Dockerfile.parse("FROM a\nONBUILD RUN <<E\nx\nE\n");
        Instruction.Onbuild onbuild = (Instruction.Onbuild) file.instructions().get(1);
        Instruction.Run run = (Instruction.Run) onbuild.trigger();
        assertThat(run.heredocs()).hasSize(1);
        assertThat(run.range().startColumn()).isEqualTo(9);
        assertThat(run.source().raw()).isEqualTo("RUN <<E\nx\nE");
    }

    @Test
    void readsFlagsUnquoted() {
        Dockerfile file =
                Dockerfile.parse(
                        """
                        FROM --platform=linux/arm64 a
                        COPY --link --chown="1:1" --exclude=*.a --exclude=*.b x y
                        RUN --mount=type=cache,target=/c -- --odd
                        """);
        Instruction.Copy copy = (Instruction.Copy) file.instructions().get(1);
        assertThat(copy.link()).isTrue();
        assertThat(copy.chown()).contains("1:1");
        assertThat(copy.excludes()).containsExactly("*.a", "*.b");
        assertThat(copy.source().flags().get(1).range().startColumn()).isEqualTo(13);
        Instruction.Run run = (Instruction.Run) file.instructions().get(2);
        assertThat(run.mounts().getFirst().target()).contains("/c");
        assertThat(((CommandLine.ShellForm) run.command()).text()).isEqualTo("--odd");
    }

    @Test
    void tellsExecFormFromShellForm() {
        assertThat(command("CMD [\"a\", \"b c\\n\\u0041\"]"))
                .isInstanceOfSatisfying(
                        CommandLine.ExecForm.class,
                        e -> assertThat(e.argv()).containsExactly("a", "b c\nA"));
        for (String shell :
                List.of("['a']", "[\"a\"", "[\"a\",]", "[\"a\"] x", "[\"a\\x\"]", "a [\"b\"]")) {
            assertThat(command("CMD " + shell))
                    .isInstanceOfSatisfying(
                            CommandLine.ShellForm.class,
                            s -> assertThat(s.text()).isEqualTo(shell));
        }
        assertThat(Dockerfile.parse("FROM a\nCMD [\"a\", 1]\n").hasErrors()).isTrue();
        assertThat(Dockerfile.parse("FROM a\nCMD [ \"echo\", [ \"b\" ] ]\n").hasErrors()).isTrue();
    }

    private static CommandLine command(String line) {
        return ((Instruction.Cmd) Dockerfile.parse("FROM a\n" + line).instructions().get(1))
                .command();
    }

    @Test
    void readsPairs() {
        Dockerfile file =
                Dockerfile.parse(
                        """
                        FROM a
                        ENV a=b c="d e" f=g\\ h
                        ENV old the  value
                        LABEL x= y='1'
                        ARG n m="1 2"
                        """);
        assertThat(((Instruction.Env) file.instructions().get(1)).pairs())
                .extracting(p -> p.key().text(), p -> p.value().text(), KeyValue::legacy)
                .containsExactly(
                        tuple("a", "b", false),
                        tuple("c", "\"d e\"", false),
                        tuple("f", "g\\ h", false));
        assertThat(((Instruction.Env) file.instructions().get(2)).pairs())
                .extracting(p -> p.key().text(), p -> p.value().text(), KeyValue::legacy)
                .containsExactly(tuple("old", "the  value", true));
        assertThat(((Instruction.Label) file.instructions().get(3)).pairs())
                .extracting(p -> p.key().text(), p -> p.value().text())
                .containsExactly(tuple("x", ""), tuple("y", "'1'"));
        assertThat(((Instruction.Arg) file.instructions().get(4)).definitions())
                .extracting(d -> d.name().text(), d -> d.defaultValue().map(Word::text))
                .containsExactly(tuple("n", Optional.empty()), tuple("m", Optional.of("\"1 2\"")));
    }

    @Test
    void findsWordsAcrossContinuedLines() {
        String text = "FROM a\nENV A=1 \\\n    B=2\n";
        Dockerfile file = Dockerfile.parse(text);
        KeyValue b = ((Instruction.Env) file.instructions().get(1)).pairs().get(1);
        assertThat(b.key().range().startLine()).isEqualTo(3);
        assertThat(b.key().range().startColumn()).isEqualTo(5);
        assertThat(file.text(b.range())).isEqualTo("B=2");
    }

    @Test
    void reportsSeveralProblemsAndKeepsTheGoodPart() {
        Dockerfile file =
                Dockerfile.parse(
                        """
                        FORM a
                        FROM b
                        COPY x
                        ENV
                        RUN --mout=x y
                        HEALTHCHECK TCP 80
                        USER me
                        """);
        assertThat(file.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "1:1: unknown instruction: FORM (expected FROM)",
                        "3:6: COPY requires at least two arguments, but only one was provided."
                                + " Destination could not be determined (expected a source and a"
                                + " destination)",
                        "4:1: ENV requires at least one argument (expected key=value)",
                        "5:5: unknown flag: --mout (expected --mount)",
                        "6:13: Unknown type \"TCP\" in HEALTHCHECK (expected CMD or NONE)");
        assertThat(file.instructions().get(1)).isInstanceOf(Instruction.From.class);
        assertThat(file.instructions().get(2)).isInstanceOf(Instruction.Invalid.class);
        assertThat(file.instructions().get(6)).isInstanceOf(Instruction.User.class);
    }

    @Test
    void asksForAStage() {
        assertThat(Dockerfile.parse("ARG x\nRUN y\n").problems())
                .extracting(Problem::message)
                .containsExactly("no build stage in current context");
        assertThat(Dockerfile.parse("# nothing\n").problems())
                .extracting(Problem::message)
                .containsExactly("file with no instructions");
    }

    @Test
    void anOnbuildInAnOnbuildIsRefusedHoweverManyThereAre() {
        Dockerfile file = Dockerfile.parse("FROM a\n" + "ONBUILD ".repeat(5_000) + "RUN x\n");
        assertThat(file.problems())
                .extracting(Problem::message)
                .containsExactly("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
    }

    @Test
    void aVariableThatGrowsBeyondAnyProgramsIsRefused() {
        Dockerfile file =
                Dockerfile.parse(
                        "FROM a\nENV A=0123456789\n"
                                + "ENV A=$A$A$A$A$A$A$A$A$A$A\n".repeat(12)
                                + "ENV B=\"${A}${A}\" Z="
                                + "0".repeat(9_999)
                                + "\nENV C=${Z//0/$Z}\n");
        StageEvaluation evaluation =
                StageEvaluation.all(Stages.of(file), reference -> Optional.empty()).getLast();
        assertThat(evaluation.settings().environment().values())
                .allSatisfy(value -> assertThat(value.length()).isLessThanOrEqualTo(128 << 10));
        assertThat(evaluation.settings().environment().get("C")).isEqualTo("${Z//0/$Z}");
    }
}
