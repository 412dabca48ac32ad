package dev.stagecraft.distil;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.distil.project.Fact;
import dev.stagecraft.distil.project.Fact.Subject;
import dev.stagecraft.distil.project.Place;
import dev.stagecraft.distil.project.ProjectFiles;
import dev.stagecraft.distil.start.Answers;
import dev.stagecraft.distil.start.Corrections;
import dev.stagecraft.dockerfile.Dockerfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What was understood can be corrected, and the correction decides.
class CorrectionsTest {
    private static final ProjectFiles NODE =
            ProjectFiles.of(
                    Map.of(
                            "package.json", "{\"scripts\": {\"start\": \"node server.js\"}}",
                            "server.js", "console.log(1)",
                            "worker.js", "console.log(2)"));
    private static final String SERVER =
            "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\nEXPOSE 80\nCMD [\"node\", \"server.js\"]\n";

    private final Distiller distiller = Distiller.bundled();

    private Outcome distil(String dockerfile, Map<String, String> answers) {
        return distiller.distil(
                Request.of(Dockerfile.parse(dockerfile), NODE).with(new Answers(answers)));
    }

    private Outcome.Rewritten rewritten(String dockerfile, Map<String, String> answers) {
        Outcome outcome = distil(dockerfile, answers);
        assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Rewritten.class);
        return (Outcome.Rewritten) outcome;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    node worker.js              | CMD ["worker.js"]
                    ["node", "worker.js", "-v"] | CMD ["worker.js", "-v"]
                    npm start                   | CMD ["server.js"]
                    node worker.js "a b"        | CMD ["worker.js", "a b"]
                    """)
    void theStartCommandIsWrittenAsBehindCmd(String said, String line) {
        Outcome.Rewritten made = rewritten(SERVER, Map.of("fact.start", said));
        assertThat(made.text()).endsWith("\n" + line + "\n");
        assertThat(made.facts()).contains(new Fact(Subject.START, said, Place.PERSON));
        assertThat(made.changes())
                .anySatisfy(c -> assertThat(c.reason().text()).contains("that you gave"));
    }

    @Test
    void aStartCommandThatOnlyAShellCanRunIsRefusedLikeAWrittenOne() {
        assertThat(distil(SERVER, Map.of("fact.start", "node a.js | tee log")).word())
                .isEqualTo("refused");
    }

    @Test
    void portsTakeThePlaceOfTheWrittenOnes() {
        Outcome.Rewritten made = rewritten(SERVER, Map.of("fact.port", "8080, 9090/udp"));
        assertThat(made.text()).contains("\nEXPOSE 8080 9090/udp\n").doesNotContain("EXPOSE 80\n");
        // The port below 1024 is gone, and so is its warning.
        assertThat(rewritten(SERVER, Map.of()).warnings())
                .anySatisfy(w -> assertThat(w.text()).contains("Port 80 "));
        assertThat(made.warnings()).noneSatisfy(w -> assertThat(w.text()).contains("Port "));
    }

    @Test
    void portsCanBeSaidWhereNoneAreWrittenAndTakenAway() {
        String silent = SERVER.replace("EXPOSE 80\n", "");
        assertThat(rewritten(silent, Map.of("fact.port", "8080")).text())
                .contains("\nEXPOSE 8080\n");
        assertThat(rewritten(SERVER, Map.of("fact.port", "")).text()).doesNotContain("EXPOSE");
    }

    @Test
    void theUserDecidesTagAndOwner() {
        String writing = SERVER.replace("EXPOSE", "VOLUME /data\nEXPOSE");
        Outcome.Rewritten root = rewritten(writing, Map.of("fact.user", "root"));
        assertThat(root.base()).isEqualTo("gcr.io/distroless/nodejs22-debian13");
        assertThat(root.text()).doesNotContain("--chown").doesNotContain("USER");
        Outcome.Rewritten number = rewritten(writing, Map.of("fact.user", "1000"));
        assertThat(number.text()).contains("\nUSER 1000\n").contains("--chown=1000:1000 /data");
        Outcome.Rewritten over =
                rewritten(writing.replace("EXPOSE", "USER 33\nEXPOSE"), Map.of("fact.user", "7"));
        assertThat(over.text()).contains("\nUSER 7\n").doesNotContain("USER 33");
    }

    @Test
    void foldersToWriteToArePreparedAndGivenToTheUser() {
        Outcome.Rewritten made = rewritten(SERVER, Map.of("fact.writable", "/data /var/cache/x/"));
        assertThat(made.text())
                .contains("mkdir -p /data /var/cache/x\n")
                .contains("--chown=65532:65532 /data /data\n")
                .contains("--chown=65532:65532 /var/cache/x /var/cache/x\n");
        String made2 =
                rewritten(SERVER.replace("EXPOSE", "RUN mkdir /data\nEXPOSE"), Map.of()).text();
        assertThat(made2).contains("--chown=65532:65532 /data /data\n");
    }

    @Test
    void aProgramThatIsNotNeededNoLongerStandsInTheWay() {
        String magick =
                SERVER.replace("COPY", "RUN apt-get update && apt-get install -y ffmpeg git\nCOPY");
        assertThat(distil(magick, Map.of()).word()).isEqualTo("refused");
        assertThat(distil(magick, Map.of()).facts())
                .extracting(Fact::subject)
                .contains(Subject.RUNTIME_PACKAGE);
        assertThat(distil(magick, Map.of("fact.runtime-package", "git")).word())
                .isEqualTo("converted");
    }

    @Test
    void anAddedLibraryComesWithWhatItNeeds() {
        Outcome.Rewritten made = rewritten(SERVER, Map.of("fact.runtime-package", "libmagic1t64"));
        assertThat(made.text())
                .contains("apt-get install -y --no-install-recommends libmagic1t64")
                .contains("COPY --from=build /runtime-packages/usr/lib/ /usr/lib/\n");
        assertThat(distil(SERVER, Map.of("fact.runtime-package", "ffmpeg")).word())
                .isEqualTo("refused");
    }

    @Test
    void theHealthCheckCanBeGivenChangedAndTakenAway() {
        String curl = "CMD curl -f http://localhost:80/up";
        String asked = "\", \"-e\", \"fetch('http://localhost:80/up')";
        assertThat(rewritten(SERVER, Map.of("fact.health-check", curl)).text())
                .contains("\nHEALTHCHECK CMD [\"/nodejs/bin/node" + asked);
        String checked = SERVER.replace("EXPOSE", "HEALTHCHECK --timeout=9s CMD node a.js\nEXPOSE");
        assertThat(rewritten(checked, Map.of("fact.health-check", "--interval=5s " + curl)).text())
                .contains("\nHEALTHCHECK --interval=5s CMD [\"/nodejs/bin/node" + asked)
                .doesNotContain("a.js");
        assertThat(rewritten(checked, Map.of("fact.health-check", "")).text())
                .doesNotContain("HEALTHCHECK");
        assertThat(Corrections.written(Subject.HEALTH_CHECK, facts(checked)))
                .isEqualTo("--timeout=9s CMD node a.js");
    }

    @Test
    void theVersionDecidesTheRuntime() {
        assertThat(rewritten(SERVER, Map.of("fact.version", "24")).text())
                .contains("FROM node:24-trixie AS build\n")
                .contains("FROM gcr.io/distroless/nodejs24-debian13:nonroot\n");
    }

    @Test
    void ofADistrolessFileStartPortsAndUserCanBeCorrected() {
        String java =
                "FROM maven:3-eclipse-temurin-21 AS build\nCOPY . .\nRUN mvn package\n\n"
                        + "FROM gcr.io/distroless/java21-debian13:nonroot\n"
                        + "COPY --from=build /a.jar /a.jar\nEXPOSE 80\nEXPOSE 81\nCMD [\"/a.jar\"]\n";
        assertThat(
                        rewritten(
                                        java,
                                        Map.of(
                                                "fact.start",
                                                "java -jar /b.jar",
                                                "fact.port",
                                                "8080",
                                                "fact.user",
                                                "1000"))
                                .text())
                .endsWith("/a.jar\nEXPOSE 8080\nUSER 1000\nCMD [\"/b.jar\"]\n");
        assertThat(rewritten(java, Map.of("fact.start", "java -Xmx1g -jar /b.jar")).text())
                .endsWith("\nENTRYPOINT [\"/usr/bin/java\", \"-Xmx1g\", \"-jar\", \"/b.jar\"]\n");
        assertThat(rewritten(java, Map.of("fact.port", "")).text()).doesNotContain("EXPOSE");
    }

    @Test
    void aFieldBeginsWithWhatWasUnderstood() {
        String both =
                SERVER.replace("CMD", "ENTRYPOINT [\"node\"]\nCMD").replace("\"node\", \"s", "\"s");
        assertThat(Corrections.written(Subject.START, facts(both)))
                .isEqualTo("[\"node\", \"server.js\"]");
        assertThat(Corrections.written(Subject.START, facts(SERVER + "CMD node server.js\n")))
                .isEqualTo("node server.js");
        assertThat(Corrections.written(Subject.PORT, facts(SERVER + "EXPOSE 81/udp\n")))
                .isEqualTo("80 81/udp");
    }

    private List<Fact> facts(String dockerfile) {
        return distil(dockerfile, Map.of()).facts();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            textBlock =
                    """
                    PORT            | 8080 53/udp 30000-30010 | true
                    PORT            | 0                       | false
                    PORT            | 70000                   | false
                    PORT            | 9-8                     | false
                    PORT            | http                    | false
                    USER            | 1000                    | true
                    USER            | bob                     | false
                    USER            | ''                      | false
                    WRITABLE        | /data, /var/lib/x       | true
                    WRITABLE        | data                    | false
                    WRITABLE        | /                       | false
                    WRITABLE        | /data/../etc            | false
                    WRITABLE        | /data;id                | false
                    RUNTIME_PACKAGE | libpq5 libstdc++6       | true
                    RUNTIME_PACKAGE | $(id)                   | false
                    HEALTH_CHECK    | CMD true                | true
                    HEALTH_CHECK    | curl localhost          | false
                    ENVIRONMENT     | A=1 B_2="x y" C=        | true
                    ENVIRONMENT     | ''                      | true
                    ENVIRONMENT     | A b                     | false
                    ENVIRONMENT     | A                       | false
                    ENVIRONMENT     | 1=2                     | false
                    VERSION         | Java 21                 | true
                    VERSION         | newest                  | false
                    START           | ["a                     | true
                    START           | ''                      | false
                    """)
    void onlyWhatCanBeMeantIsTaken(Subject subject, String said, boolean meant) {
        assertThat(Corrections.understands(subject, said)).isEqualTo(meant);
        if (!meant) {
            assertThat(distil(SERVER, Map.of(Corrections.key(subject), said)).word())
                    .isEqualTo("refused");
        }
    }
}
