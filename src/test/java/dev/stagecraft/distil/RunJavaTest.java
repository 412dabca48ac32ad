package dev.stagecraft.distil;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Red Hat's Java images find the jar and its options when the container starts.
class RunJavaTest {
    private static final String BASE = "FROM registry.access.redhat.com/ubi9/openjdk-21:1.23\n";

    private static Outcome outcome(String lines) {
        return Distilled.of(BASE + lines, Map.of("target/app.jar", "", "b.jar", ""));
    }

    private static String text(String lines) {
        Outcome outcome = outcome(lines);
        assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Converted.class);
        return ((Outcome.Converted) outcome).text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY target/app.jar /deployments/\n",
                "COPY target/app.jar /deployments\n",
                "COPY target/*.jar /deployments/app.jar\n",
            })
    void theOneJarIsNamed(String copy) {
        assertThat(text(copy)).endsWith("CMD [\"/deployments/app.jar\"]\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY target/*.jar /deployments/\n",
                "COPY target/app.jar b.jar /deployments/\n",
                "COPY target/ /deployments/\n",
            })
    void aJarThatCannotBeNamedIsRefused(String copy) {
        assertThat(outcome(copy)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void optionsThatJavaReadsAnywayStay() {
        assertThat(
                        text(
                                "ENV JAVA_TOOL_OPTIONS=-Dkeep=1\nENV JAVA_OPTS=-Dnew=2\n"
                                        + "COPY target/app.jar /deployments/\n"))
                .contains("ENV JAVA_TOOL_OPTIONS=\"-Dkeep=1 -Dnew=2\"\n")
                .containsOnlyOnce("JAVA_TOOL_OPTIONS");
    }

    @Test
    void optionsThatAShellAddsStayBesideThem() {
        String lines =
                "FROM eclipse-temurin:21-jre\nENV JAVA_TOOL_OPTIONS=-Dkeep=1 JAVA_OPTS=-Dnew=2\n"
                        + "COPY target/app.jar /app.jar\nCMD java $JAVA_OPTS -jar /app.jar\n";
        Outcome outcome = Distilled.of(lines, Map.of("target/app.jar", ""));
        assertThat(((Outcome.Converted) outcome).text())
                .contains("JAVA_TOOL_OPTIONS=\"-Dkeep=1 -Dnew=2\"\n");
    }

    @Test
    void folderAndArgumentsAreTheOnesThatAreSet() {
        assertThat(
                        text(
                                "ENV JAVA_APP_DIR=/srv/app JAVA_ARGS=\"--port 8080\"\n"
                                        + "COPY target/app.jar /srv/app/\n"))
                .contains("WORKDIR /srv/app\n")
                .endsWith("CMD [\"/srv/app/app.jar\", \"--port\", \"8080\"]\n");
    }

    @Test
    void argumentsOfTheCommandGoBeforeThoseOfTheEnvironment() {
        assertThat(
                        text(
                                "ENV JAVA_ARGS=--last\nCOPY target/app.jar /deployments/\nCMD [\"--first\"]\n"
                                        + "ENTRYPOINT [\"/opt/jboss/container/java/run/run-java.sh\"]\n"))
                .contains("\"/deployments/app.jar\", \"--first\", \"--last\"");
    }

    @Test
    void aMainClassGoesBeforeAJarThatIsOnItsPath() {
        assertThat(
                        text(
                                "ENV JAVA_MAIN_CLASS=a.Main JAVA_APP_JAR=app.jar JAVA_OPTS=-Da=b\n"
                                        + "COPY target/app.jar /deployments/\n"))
                .contains("\"-cp\", \".:app.jar:/deployments/*\", \"a.Main\"");
    }

    @Test
    void optionsReplaceWhatTheScriptAdds() {
        assertThat(
                        text(
                                "ENV JAVA_OPTS=-Da=b JAVA_OPTS_APPEND=-Dc=d\nCOPY target/app.jar /deployments/\n"))
                .contains("ENV JAVA_TOOL_OPTIONS=\"-Da=b\"\n")
                .doesNotContain("-Dc=d");
    }

    @Test
    void theScriptsOwnOptionsStay() {
        assertThat(text("ENV JAVA_MAX_MEM_RATIO=70\nCOPY target/app.jar /deployments/\n"))
                .contains(
                        "JAVA_TOOL_OPTIONS=\"-XX:MaxRAMPercentage=70.0 -XX:+UseParallelGC -XX:+ExitOnOutOfMemoryError\"");
    }

    @Test
    void theJarOfQuarkusIsFoundInItsFolder() {
        assertThat(text("COPY target/quarkus-app /deployments/quarkus-app\n"))
                .endsWith("CMD [\"/deployments/quarkus-app/quarkus-run.jar\"]\n");
    }
}
