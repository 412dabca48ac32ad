package dev.stagecraft.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.HistoryEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The recorded texts are those of Docker 20.10's two builders, from `docker history --no-trunc`.
class HistoryInstructionsTest {
    private static final String BUILDKIT = "buildkit.dockerfile.v0";

    private static HistoryEntry entry(String createdBy, String comment) {
        return new HistoryEntry(
                createdBy,
                Optional.empty(),
                comment,
                "",
                false,
                OptionalLong.empty(),
                Optional.empty());
    }

    private static List<String> classic(String... recorded) {
        return HistoryInstructions.read(Arrays.stream(recorded).map(r -> entry(r, "")).toList())
                .stream()
                .map(Instruction::text)
                .toList();
    }

    private static List<String> buildKit(String... recorded) {
        return HistoryInstructions.read(
                        Arrays.stream(recorded).map(r -> entry(r, BUILDKIT)).toList())
                .stream()
                .map(Instruction::text)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '§',
            value = {
                "/bin/sh -c #(nop)  EXPOSE 8080 9090/udp ¦ EXPOSE 8080 9090/udp",
                "/bin/sh -c #(nop)  VOLUME [/data] ¦ VOLUME /data",
                "/bin/sh -c #(nop)  USER 65532 ¦ USER 65532",
                "/bin/sh -c #(nop) WORKDIR /app ¦ WORKDIR /app",
                "/bin/sh -c #(nop)  STOPSIGNAL SIGQUIT ¦ STOPSIGNAL SIGQUIT",
                "/bin/sh -c #(nop)  ENV A=1 B=two words ¦ ENV A=1 B=\"two words\"",
                "/bin/sh -c #(nop)  LABEL a=b c d=e ¦ LABEL a=\"b c\" d=e",
                "/bin/sh -c #(nop)  ARG P=a b ¦ ARG P=a b",
                "/bin/sh -c #(nop)  ONBUILD RUN echo later ¦ ONBUILD RUN echo later",
                "/bin/sh -c #(nop)  CMD [\"python3\"] ¦ CMD [\"python3\"]",
                "/bin/sh -c #(nop)  CMD [\"/bin/sh\" \"-c\" \"echo \\\"x\\\" $A\"] ¦ CMD echo \"x\" $A",
                "/bin/sh -c #(nop)  ENTRYPOINT [\"/a b\" \"c\"] ¦ ENTRYPOINT [\"/a b\", \"c\"]",
                "/bin/sh -c #(nop)  HEALTHCHECK &{[\"CMD\" \"/app/app\"] \"5s\" \"0s\" \"0s\" '\\x00'} ¦ HEALTHCHECK --interval=5s CMD [\"/app/app\"]",
                "/bin/sh -c #(nop)  HEALTHCHECK &{[\"CMD-SHELL\" \"curl -f x\"] \"1m0s\" \"3s\" \"0s\" \"0s\" '\\x03'} ¦ HEALTHCHECK --interval=1m0s --timeout=3s --retries=3 CMD curl -f x",
                "/bin/sh -c #(nop)  HEALTHCHECK &{[\"NONE\"] \"0s\" \"0s\" \"0s\" '\\x00'} ¦ HEALTHCHECK NONE",
                "/bin/sh -c #(nop) COPY file:10cedd74439f761e75f38411ee162b69e6a605abca55a120a623da0a5c954438 in /x y/  ¦ COPY file:10cedd74439f /x y/",
                "/bin/sh -c #(nop) COPY --chown=65532:65532file:8bbd446025bc773b7ecc7d6d779aa290fea8e276c6853bc3771ef4be14c6c63f in ./app  ¦ COPY --chown=65532:65532 file:8bbd446025bc ./app",
                "/bin/sh -c #(nop) COPY multi:ca1429aeb70fe718e2c82420c7bbf6d6f95c86cec0d6cbc623cbd08bfb8970dd in /d2/  ¦ COPY multi:ca1429aeb70f /d2/",
                "/bin/sh -c #(nop) ADD 84a11b3ac51e99fe6c75034e5fbb6c8c4a9569fc84d7f43e7dd49f6bf4aa3d38 in /r  ¦ ADD 84a11b3ac51e /r",
                "/bin/sh -c ldconfig && python3 -V ¦ RUN ldconfig && python3 -V",
            })
    void theClassicBuildersRecordIsReadAsTheDockerfileSaysIt(String recorded, String expected) {
        assertThat(classic(recorded)).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '§',
            value = {
                "COPY . /d3 # buildkit ¦ COPY . /d3",
                "ADD https://deb.debian.org/Release /r # buildkit ¦ ADD https://deb.debian.org/Release /r",
                "RUN /bin/sh -c echo \"a\"   && echo 'b' > /b # buildkit ¦ RUN echo \"a\"   && echo 'b' > /b",
                "RUN /bin/sh -c echo '# buildkit' # buildkit ¦ RUN echo '# buildkit'",
                "EXPOSE map[8080/tcp:{} 9090/udp:{}] ¦ EXPOSE 8080 9090/udp",
                "EXPOSE [8080/tcp] ¦ EXPOSE 8080",
                "WORKDIR /app ¦ WORKDIR /app",
                "VOLUME [/a /b] ¦ VOLUME /a /b",
                "LABEL a=b c d=e ¦ LABEL a=\"b c\" d=e",
                "CMD [\"node\" \"x.js\"] ¦ CMD [\"node\", \"x.js\"]",
            })
    void buildKitsRecordIsReadAsTheDockerfileSaysIt(String recorded, String expected) {
        assertThat(buildKit(recorded)).containsExactly(expected);
    }

    @Test
    void buildArgumentsAreTakenOffTheCommand() {
        var read =
                HistoryInstructions.read(
                        List.of(
                                entry("|2 P=a b Q=4 /bin/sh -c echo $P && echo 2", ""),
                                entry("|1 V=2.0 /bin/sh -c make", ""),
                                entry("/bin/sh -c #(nop)  CMD [\"x\"]", ""),
                                entry("RUN |2 P=a b Q=4 /bin/echo x y z # buildkit", BUILDKIT)));
        assertThat(read.get(0).text()).isEqualTo("RUN echo $P && echo 2");
        assertThat(read.get(0).buildArgs()).containsExactly("P=a b", "Q=4");
        assertThat(read.get(1).text()).isEqualTo("RUN make");
        assertThat(read.get(1).buildArgs()).containsExactly("V=2.0");
        assertThat(read.get(3).text()).isEqualTo("RUN /bin/echo x y z");
        assertThat(read.get(3).buildArgs()).containsExactly("P=a b", "Q=4");
    }

    @Test
    void theShellInForceIsTakenOffAndNoOther() {
        assertThat(
                        classic(
                                "/bin/sh -c #(nop)  SHELL [/bin/bash -c]",
                                "/bin/bash -c echo c > /tmp/c || true",
                                "/bin/bash -c #(nop)  CMD [\"/bin/bash\" \"-c\" \"echo shell $A\"]",
                                "/bin/bash -c #(nop)  ENTRYPOINT [\"/bin/sh\" \"-c\" \"x\"]"))
                .containsExactly(
                        "SHELL [\"/bin/bash\", \"-c\"]",
                        "RUN echo c > /tmp/c || true",
                        "CMD echo shell $A",
                        "ENTRYPOINT [\"/bin/sh\", \"-c\", \"x\"]");
    }

    @Test
    void aHeredocIsWrittenAsOne() {
        assertThat(buildKit("RUN /bin/sh -c echo one\necho two > /two\n # buildkit"))
                .containsExactly("RUN <<EOF\necho one\necho two > /two\nEOF");
    }

    @Test
    void theExecFormOfRunIsToldFromAnotherBuildersText() {
        assertThat(classic("/bin/sh -c #(nop)  CMD [\"x\"]", "/bin/echo x y z"))
                .containsExactly("CMD [\"x\"]", "RUN /bin/echo x y z");
        var bazel = HistoryInstructions.read(List.of(entry("bazel build ...", ""))).getFirst();
        assertThat(bazel.keyword()).isEmpty();
        assertThat(bazel.text()).isEqualTo("bazel build ...");
    }

    @Test
    void anImportSaysSo() {
        var read = HistoryInstructions.read(List.of(entry("", "Imported from -"))).getFirst();
        assertThat(read.keyword()).isEmpty();
        assertThat(read.text()).isEqualTo("Imported from -");
    }

    @Test
    void theRecordedTextIsKept() {
        String recorded = "RUN /bin/sh -c make # buildkit";
        assertThat(HistoryInstructions.read(List.of(entry(recorded, BUILDKIT))).getFirst())
                .extracting(Instruction::recorded)
                .isEqualTo(Optional.of(recorded));
    }

    @Property(tries = 300)
    void anyTextIsReadWithoutFailing(@ForAll List<String> texts) {
        assertThat(HistoryInstructions.read(texts.stream().map(t -> entry(t, "")).toList()))
                .hasSameSizeAs(texts);
    }

    @Property(tries = 300)
    void anyArgumentsAreReadWithoutFailing(@ForAll String text) {
        for (String keyword :
                List.of("CMD", "SHELL", "VOLUME", "EXPOSE", "HEALTHCHECK", "ENV", "COPY")) {
            assertThat(
                            classic(
                                    "/bin/sh -c #(nop) " + keyword + " " + text,
                                    "/bin/sh -c #(nop) " + keyword + " [" + text + "]",
                                    "/bin/sh -c #(nop) " + keyword + " &{[\"" + text + "\"]}",
                                    "|1 " + text + " /bin/sh -c x"))
                    .hasSize(4);
        }
    }
}
