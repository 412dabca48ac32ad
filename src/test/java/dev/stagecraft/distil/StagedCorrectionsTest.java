package dev.stagecraft.distil;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.distil.plan.Warning;
import dev.stagecraft.distil.project.Fact;
import dev.stagecraft.distil.project.Fact.Subject;
import dev.stagecraft.distil.project.Place;
import dev.stagecraft.distil.project.ProjectFiles;
import dev.stagecraft.distil.start.Answers;
import dev.stagecraft.distil.start.Corrections;
import dev.stagecraft.dockerfile.Dockerfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Corrections decide in files of several stages and in distroless ones as they do in others: the
/// builders stay, and the line that says so in the final stage is another.
class StagedCorrectionsTest {
    private static final ProjectFiles NODE =
            ProjectFiles.of(
                    Map.of(
                            "package.json", "{\"scripts\": {\"start\": \"node server.js\"}}",
                            "server.js", "",
                            "worker.js", ""));
    private static final String BUILD =
            "FROM node:22 AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci\n\n";

    /// The final stage gathers, and stands on an image.
    private static final String GATHERED =
            BUILD
                    + "FROM node:22-slim\nWORKDIR /app\nENV MODE=fast HOST=a\nCOPY --from=build /app /app\n"
                    + "VOLUME /data\nUSER 33\nEXPOSE 80\nHEALTHCHECK CMD curl -f http://localhost/\n"
                    + "CMD [\"node\", \"server.js\"]\n";

    /// The settings stand in a stage below the final one.
    private static final String BELOW =
            BUILD
                    + "FROM node:22-slim AS base\nWORKDIR /app\nENV MODE=fast HOST=a\nVOLUME /data\nUSER 33\n"
                    + "EXPOSE 80\nHEALTHCHECK CMD curl -f http://localhost/\nCMD [\"node\", \"server.js\"]\n\n"
                    + "FROM base AS final\nCOPY --from=build /app /app\n";

    /// The final stage builds and becomes a builder.
    private static final String BUILDING =
            GATHERED.replace("VOLUME", "RUN npm prune --omit=dev\nVOLUME");

    private static final String DISTROLESS =
            BUILD
                    + "FROM gcr.io/distroless/nodejs22-debian13:nonroot AS base\nENV MODE=fast HOST=a\n"
                    + "USER 33\nEXPOSE 80\nHEALTHCHECK CMD [\"/nodejs/bin/node\", \"a.js\"]\n\n"
                    + "FROM base\nWORKDIR /app\nCOPY --from=build /app .\nCMD [\"server.js\"]\n";

    private final Distiller distiller = Distiller.bundled();

    private static Request request(String dockerfile, ProjectFiles files, String key, String said) {
        Request plain = Request.of(Dockerfile.parse(dockerfile), files);
        return key.isEmpty() ? plain : plain.with(new Answers(Map.of(key, said)));
    }

    private Outcome.Rewritten rewritten(String dockerfile, String key, String said) {
        return rewritten(dockerfile, NODE, key, said);
    }

    private Outcome.Rewritten rewritten(
            String dockerfile, ProjectFiles files, String key, String said) {
        Outcome outcome = distiller.distil(request(dockerfile, files, key, said));
        assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Rewritten.class);
        return (Outcome.Rewritten) outcome;
    }

    private static String source(String name) {
        return switch (name) {
            case "gathered" -> GATHERED;
            case "below" -> BELOW;
            case "building" -> BUILDING;
            default -> DISTROLESS;
        };
    }

    /// The last stage of the text.
    private static String last(Outcome.Rewritten made) {
        return made.text().substring(made.text().lastIndexOf("\nFROM ")).strip() + "\n";
    }

    /// What the settings of the shipped image come from: a distroless file keeps its stages.
    private static String shipped(Outcome.Rewritten made) {
        return made instanceof Outcome.AlreadyDistroless
                ? made.text().substring(made.text().indexOf("FROM gcr.io"))
                : last(made);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    gathered | fact.start        | node worker.js       | CMD ["worker.js"]       | server.js
                    below    | fact.start        | node worker.js       | CMD ["worker.js"]       | server.js
                    building | fact.start        | node worker.js       | CMD ["worker.js"]       | server.js
                    distroless | fact.start      | node worker.js       | CMD ["worker.js"]       | server.js
                    gathered | fact.port         | 8080                 | EXPOSE 8080             | EXPOSE 80\\n
                    below    | fact.port         | 8080                 | EXPOSE 8080             | EXPOSE 80\\n
                    building | fact.port         | 8080                 | EXPOSE 8080             | EXPOSE 80\\n
                    distroless | fact.port       | 8080                 | EXPOSE 8080             | EXPOSE 80\\n
                    gathered | fact.user         | 1000                 | USER 1000               | 33
                    below    | fact.user         | 1000                 | USER 1000               | 33
                    building | fact.user         | 1000                 | USER 1000               | 33
                    distroless | fact.user       | 1000                 | USER 1000               | 33
                    gathered | fact.version      | 24                   | FROM gcr.io/distroless/nodejs24-debian13:nonroot          | nodejs22
                    below    | fact.version      | 24                   | FROM gcr.io/distroless/nodejs24-debian13:nonroot AS final | nodejs22
                    building | fact.version      | 24                   | FROM gcr.io/distroless/nodejs24-debian13:nonroot          | nodejs22
                    gathered | fact.writable     | /var/x               | COPY --from=build --chown=33:33 /var/x /var/x  | 33 /data
                    below    | fact.writable     | /var/x               | COPY --from=build --chown=33:33 /var/x /var/x  | 33 /data
                    building | fact.writable     | /var/x               | COPY --from=build2 --chown=33:33 /var/x /var/x | 33 /data
                    gathered | fact.environment  | MODE=slow HOST=a     | ENV MODE=slow HOST=a    | fast
                    below    | fact.environment  | MODE=slow HOST=a     | ENV MODE=slow HOST=a    | fast
                    building | fact.environment  | MODE=slow HOST=a     | ENV MODE=slow HOST=a    | fast
                    distroless | fact.environment | MODE=slow HOST=a    | ENV MODE=slow HOST=a    | fast
                    gathered | fact.environment  | HOST=a X="b c"       | ENV X="b c"             | MODE
                    below    | fact.environment  | HOST=a X="b c"       | ENV X="b c"             | MODE
                    building | fact.environment  | HOST=a X="b c"       | ENV X="b c"             | MODE
                    distroless | fact.environment | HOST=a X="b c"      | ENV X="b c"             | MODE
                    gathered | fact.health-check | --interval=5s CMD node b.js | HEALTHCHECK --interval=5s CMD ["/nodejs/bin/node", "b.js"] | fetch
                    below    | fact.health-check | --interval=5s CMD node b.js | HEALTHCHECK --interval=5s CMD ["/nodejs/bin/node", "b.js"] | fetch
                    building | fact.health-check | --interval=5s CMD node b.js | HEALTHCHECK --interval=5s CMD ["/nodejs/bin/node", "b.js"] | fetch
                    distroless | fact.health-check | --interval=5s CMD node b.js | HEALTHCHECK --interval=5s CMD ["/nodejs/bin/node", "b.js"] | a.js
                    gathered | fact.runtime-package | libmagic1t64      | COPY --from=build /runtime-packages/usr/lib/ /usr/lib/  | none
                    below    | fact.runtime-package | libmagic1t64      | COPY --from=build /runtime-packages/usr/lib/ /usr/lib/  | none
                    building | fact.runtime-package | libmagic1t64      | COPY --from=build2 /runtime-packages/usr/lib/ /usr/lib/ | none
                    """)
    void aCorrectionIsAnotherLineOfTheFinalStage(
            String file, String key, String said, String line, String gone) {
        Outcome.Rewritten made = rewritten(source(file), key, said);
        assertThat(shipped(made).lines()).contains(line);
        assertThat(shipped(made)).doesNotContain(gone.replace("\\n", "\n"));
        assertThat(made.text()).startsWith("FROM node:2").contains("RUN npm ci\n");
        assertThat(made.facts())
                .anyMatch(f ->
                        f.place().equals(Place.PERSON) && Corrections.key(f.subject()).equals(key));
        assertThat(made.changes()).anySatisfy(c -> assertThat(c.reason().text()).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    gathered   | fact.port         | EXPOSE
                    below      | fact.port         | EXPOSE
                    building   | fact.port         | EXPOSE
                    distroless | fact.port         | EXPOSE
                    gathered   | fact.environment  | ENV
                    below      | fact.environment  | ENV
                    building   | fact.environment  | ENV
                    distroless | fact.environment  | ENV
                    gathered   | fact.health-check | HEALTHCHECK
                    below      | fact.health-check | HEALTHCHECK
                    building   | fact.health-check | HEALTHCHECK
                    distroless | fact.health-check | HEALTHCHECK
                    gathered   | fact.writable     | --chown
                    below      | fact.writable     | --chown
                    building   | fact.writable     | --chown
                    """)
    void anEmptyCorrectionTakesTheLineAway(String file, String key, String word) {
        assertThat(shipped(rewritten(source(file), "", ""))).contains(word);
        assertThat(shipped(rewritten(source(file), key, ""))).doesNotContain(word);
    }

    @ParameterizedTest
    @CsvSource({
        "fact.version, 24",
        "fact.writable, /data",
        "fact.runtime-package, libmagic1t64",
    })
    void whatDecidesNothingOfADistrolessFileIsNotTaken(String key, String said) {
        Outcome outcome = distiller.distil(request(DISTROLESS, NODE, key, said));
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).refusal().reason()).startsWith(key + " decides");
    }

    @Test
    void theVersionIsNotTakenWhereThereIsOneRuntimeOnly() {
        String go =
                "FROM golang:1.24 AS build\nCOPY . .\nRUN go build -o /app .\n\nFROM debian:13\nCOPY --from=build /app /app\nCMD [\"/app\"]\n";
        ProjectFiles files = ProjectFiles.of(Map.of("main.go", "package main", "go.mod", ""));
        assertThat(distiller.distil(request(go, files, "fact.version", "17")).word())
                .isEqualTo("refused");
        assertThat(rewritten(go, files, "", "").ecosystem()).isEqualTo("Go");
    }

    @Test
    void aJavaThatIsTooOldForTheClassFilesIsSaidToBe() {
        String java =
                "FROM maven:3-eclipse-temurin-21 AS build\nCOPY . .\nRUN mvn package\n\nFROM eclipse-temurin:21-jre\nCOPY --from=build /a.jar /a.jar\nCMD [\"java\", \"-jar\", \"/a.jar\"]\n";
        ProjectFiles files = ProjectFiles.of(Map.of("pom.xml", "<project></project>"));
        assertThat(rewritten(java, files, "fact.version", "17").warnings())
                .extracting(Warning::text)
                .anyMatch(w -> w.startsWith("The program is compiled for Java 21, so it cannot"));
        assertThat(rewritten(java, files, "fact.version", "25").base()).contains("java25");
    }

    @Test
    void theEnvironmentOfADockerfileIsWrittenAsBehindEnv() {
        String file =
                GATHERED.replace(
                        "HOST=a", "HOST=a \\\n    OPTS=\"-a \\\"b\\\" \\$c\" PIP_NO_CACHE_DIR=1");
        Outcome.Rewritten made = rewritten(file, "", "");
        // What only builds read is no fact of the running program.
        assertThat(made.facts())
                .filteredOn(f -> f.subject() == Subject.ENVIRONMENT)
                .extracting(Fact::value)
                .containsExactly("MODE=fast", "HOST=a", "OPTS=-a \"b\" $c");
        String written = Corrections.written(Subject.ENVIRONMENT, made.facts());
        assertThat(written).isEqualTo("MODE=fast HOST=a OPTS=\"-a \\\"b\\\" \\$c\"");
        // The field as it opens changes nothing.
        assertThat(rewritten(file, "fact.environment", written).text()).isEqualTo(made.text());
        // Whoever names a build's variable wants it.
        assertThat(last(rewritten(file, "fact.environment", written + " PIP_NO_CACHE_DIR=1")))
                .contains("PIP_NO_CACHE_DIR=1");
    }

    @Test
    void theCorrectedEnvironmentIsAChangeWithItsReason() {
        assertThat(rewritten(GATHERED, "fact.environment", "HOST=a").changes())
                .anySatisfy(c ->
                        assertThat(c.reason().text())
                                .isEqualTo("The environment is the one that you gave."));
    }

    @Test
    void theStartCommandReadsTheCorrectedEnvironment() {
        String file = GATHERED.replace("[\"node\", \"server.js\"]", "node server.js --mode $MODE");
        assertThat(last(rewritten(file, "fact.environment", "MODE=slow HOST=a")))
                .endsWith("CMD [\"server.js\", \"--mode\", \"slow\"]\n");
    }

    @Test
    void aVariableThatALineNamesStays() {
        String file =
                GATHERED.replace("EXPOSE 80", "ENV PORT=81\nEXPOSE $PORT")
                        .replace("[\"node\", \"server.js\"]", "node server.js $PORT");
        Outcome.Rewritten made = rewritten(file, "fact.environment", "HOST=a");
        assertThat(last(made)).contains("ENV PORT=81\n").contains("\"81\"]").doesNotContain("MODE");
        assertThat(made.warnings())
                .extracting(Warning::text)
                .contains("PORT stays in the environment: this line names it.");
    }

    @Test
    void aValueKeepsWhatItWasWhenTheVariableInItChanges() {
        String file = GATHERED.replace("USER", "ENV URL=http://$HOST:1/\nUSER");
        String made = last(rewritten(file, "fact.environment", "MODE=fast HOST=b URL=http://a:1/"));
        assertThat(made).contains("ENV MODE=fast HOST=b\n").contains("ENV URL=http://a:1/\n");
    }

    @Test
    void whatAStartScriptSetsCanBeSaidOtherwise() {
        ProjectFiles files =
                ProjectFiles.of(
                        Map.of(
                                "package.json", "{}",
                                "server.js", "",
                                "start.sh", "#!/bin/sh\nexport LEVEL=1\nexec node server.js\n"));
        String file =
                BUILD
                        + "FROM node:22-slim\nWORKDIR /app\nCOPY --from=build /app /app\nCMD [\"./start.sh\"]\n";
        assertThat(last(rewritten(file, files, "", ""))).contains("ENV LEVEL=1\n");
        assertThat(last(rewritten(file, files, "fact.environment", "LEVEL=2")))
                .contains("ENV LEVEL=2\n")
                .doesNotContain("LEVEL=1");
    }

    @Test
    void javaOptionsGoWhereJavaReadsThem() {
        String java =
                "FROM maven:3-eclipse-temurin-21 AS build\nCOPY . .\nRUN mvn package\n\nFROM eclipse-temurin:21-jre\nENV JAVA_OPTS=-Xmx1g\nCOPY --from=build /a.jar /a.jar\nCMD java $JAVA_OPTS -jar /a.jar\n";
        ProjectFiles files = ProjectFiles.of(Map.of("pom.xml", "<project></project>"));
        assertThat(last(rewritten(java, files, "fact.environment", "JAVA_OPTS=-Xmx2g")))
                .contains("ENV JAVA_TOOL_OPTIONS=-Xmx2g\n")
                .doesNotContain("JAVA_OPTS");
        assertThat(last(rewritten(java, files, "fact.environment", ""))).doesNotContain("ENV");
    }

    @Test
    void theSearchPathOfPythonKeepsWhatTheRewriteNeeds() {
        String python =
                "FROM python:3.13 AS build\nCOPY requirements.txt .\nRUN pip install --prefix=/deps -r requirements.txt\n\n"
                        + "FROM python:3.13-slim\nWORKDIR /app\nENV PYTHONPATH=/app/lib\nCOPY --from=build /deps /usr/local\nCOPY . .\nCMD [\"python\", \"app.py\"]\n";
        ProjectFiles files = ProjectFiles.of(Map.of("requirements.txt", "flask\n", "app.py", ""));
        assertThat(last(rewritten(python, files, "", "")))
                .contains("/lib/python3.13/site-packages:/app/lib\n");
        assertThat(last(rewritten(python, files, "fact.environment", "PYTHONPATH=/other")))
                .contains("/lib/python3.13/site-packages:/other\n")
                .doesNotContain("/app/lib");
    }

    @Test
    void aWebServerListensOnThePortAndGivesWayToNoOtherProgram() {
        String site =
                "FROM node:22 AS build\nWORKDIR /app\nCOPY . .\nRUN npm run build\n\nFROM nginx:1\nCOPY --from=build /app/dist /usr/share/nginx/html\nEXPOSE 80\n";
        assertThat(rewritten(site, "fact.port", "8080").text())
                .contains("ListenAndServe(\":8080\"")
                .endsWith("EXPOSE 8080\nCMD [\"/server\"]\n");
        assertThat(distiller.distil(request(site, NODE, "fact.start", "/app -v")).word())
                .isEqualTo("refused");
    }

    @Test
    void rootIsSaidWhereTheBaseRunsAsSomebodyElse() {
        String net =
                "FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build\nWORKDIR /src\nCOPY . .\nRUN dotnet publish -o /out\n\n"
                        + "FROM mcr.microsoft.com/dotnet/aspnet:8.0\nWORKDIR /app\nCOPY --from=build /out .\nENTRYPOINT [\"dotnet\", \"App.dll\"]\n";
        ProjectFiles files =
                ProjectFiles.of(Map.of("App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\"/>"));
        assertThat(last(rewritten(net, files, "", ""))).doesNotContain("USER");
        assertThat(last(rewritten(net, files, "fact.user", "root"))).contains("\nUSER 0\n");
    }
}
