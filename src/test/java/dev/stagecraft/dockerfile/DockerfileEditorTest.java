package dev.stagecraft.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DockerfileEditorTest {
    private static final String TEXT =
            "# top\r\n\r\n# about\r\n  from a as b\r\nrun x \\\r\n\t&& y\r\ncmd z";

    @Test
    void changesOnlyWhatIsAsked() {
        Dockerfile file = Dockerfile.parse(TEXT);
        List<Instruction> all = file.instructions();
        String changed =
                new DockerfileEditor(file)
                        .replace(((Instruction.From) all.get(0)).image().range(), "debian:13")
                        .replace(all.get(2), "cmd [\"z\"]")
                        .insertAfter(all.get(1), List.of("user 1"))
                        .insertBefore(all.get(1), List.of("workdir /x", "env a=b"))
                        .append(List.of("# end"))
                        .toText();
        assertThat(changed.replace("\r\n", "|"))
                .isEqualTo(
                        "# top||# about|  from debian:13 as b|workdir /x|env a=b|"
                                + "run x \\|\t&& y|user 1|cmd [\"z\"]|# end|");
        assertThat(changed).doesNotContainPattern("[^\r]\n");
    }

    @Test
    void removesLinesWithAndWithoutTheirComments() {
        Dockerfile file =
                Dockerfile.parse("FROM a\n# one\n\n# two\n# three\nRUN <<E\nx\nE\nCMD y\n");
        Instruction run = file.instructions().get(1);
        assertThat(new DockerfileEditor(file).remove(run).toText())
                .isEqualTo("FROM a\n# one\n\n# two\n# three\nCMD y\n");
        assertThat(new DockerfileEditor(file).removeWithComments(run).toText())
                .isEqualTo("FROM a\n# one\n\nCMD y\n");
    }

    @Test
    void refusesToChangeAPlaceTwice() {
        Dockerfile file = Dockerfile.parse(TEXT);
        Instruction run = file.instructions().get(1);
        DockerfileEditor editor = new DockerfileEditor(file).remove(run);
        assertThatThrownBy(() -> editor.replace(run, "run q"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsTheStyleOfAFile() {
        assertThat(DockerfileStyle.of(Dockerfile.parse(TEXT)))
                .isEqualTo(new DockerfileStyle(true, "\t", false, "\r\n", '\\'));
        assertThat(DockerfileStyle.of(Dockerfile.parse("FROM a\nRUN b && \\\n  c &&\\\n  d\n")))
                .isEqualTo(new DockerfileStyle(false, "  ", true, "\n", '\\'));
        assertThat(DockerfileStyle.of(Dockerfile.parse(""))).isEqualTo(DockerfileStyle.DEFAULT);
    }

    @Test
    void writesInThatStyle() {
        InstructionWriter writer =
                new InstructionWriter(new DockerfileStyle(true, "  ", true, "\n", '`'));
        assertThat(writer.from("a:1", Optional.of("b"), Optional.of("$BUILDPLATFORM")))
                .isEqualTo("from --platform=$BUILDPLATFORM a:1 as b");
        assertThat(writer.run(List.of("--network=none"), List.of("x", "y")))
                .isEqualTo("run --network=none `\n  x && `\n  y");
        assertThat(writer.copy(List.of("--from=b"), List.of("/a b", "/c"), "/d/"))
                .isEqualTo("copy --from=b [\"/a b\", \"/c\", \"/d/\"]");
        assertThat(writer.healthcheck(List.of("--interval=5s"), List.of("/x", "\"q\"\t\\")))
                .isEqualTo("healthcheck --interval=5s cmd [\"/x\", \"\\\"q\\\"\\t\\\\\"]");
        Map<String, String> values = new LinkedHashMap<>();
        values.put("A", "x y");
        values.put("B", "$1");
        values.put("C", "");
        assertThat(writer.env(values)).isEqualTo("env A=\"x y\" `\n  B=`$1 `\n  C=\"\"");
        assertThat(writer.comment("one\n\ntwo")).isEqualTo("# one\n#\n# two");
    }

    @Property(tries = 2000)
    void valuesComeBackAsTheyWereMeant(@ForAll String value, @ForAll boolean backquote) {
        String meant = value.replaceAll("[\\n\\r\\x{DC80}-\\x{DCFF}]", "");
        char escape = backquote ? '`' : '\\';
        InstructionWriter writer =
                new InstructionWriter(new DockerfileStyle(false, "", false, "\n", escape));
        String text =
                "# escape=" + escape + "\nFROM scratch\n" + writer.env(Map.of("K", meant)) + "\n";
        StageEvaluation stage =
                StageEvaluation.all(Stages.of(Dockerfile.parse(text)), BaseImages.NONE).getFirst();
        assertThat(stage.settings().environment()).containsEntry("K", meant);
    }

    @Property(tries = 2000)
    void argumentsComeBackAsTheyWereMeant(@ForAll List<String> argv) {
        Dockerfile file =
                Dockerfile.parse(
                        "FROM a\n"
                                + new InstructionWriter(DockerfileStyle.DEFAULT).cmd(argv)
                                + "\n");
        Instruction.Cmd cmd = (Instruction.Cmd) file.instructions().get(1);
        assertThat(((CommandLine.ExecForm) cmd.command()).argv()).isEqualTo(argv);
    }
}
