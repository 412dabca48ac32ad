package dev.stagecraft.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WellKnownBasesTest {
    private static final WellKnownBases BASES = WellKnownBases.load();

    private static StageSettings settings(String reference) {
        return BASES.find(reference).orElseThrow().settings();
    }

    @Test
    void knowsTheEntrypointsThatMatterForARewrite() {
        assertThat(settings("node:22-alpine").startCommand())
                .containsExactly("docker-entrypoint.sh", "node");
        assertThat(settings("nginx").stopSignal()).contains("SIGQUIT");
        assertThat(settings("docker.io/library/nginx:1.27").exposedPorts())
                .containsExactly("80/tcp");
        assertThat(settings("eclipse-temurin:21-jre").environment())
                .containsEntry("JAVA_HOME", "/opt/java/openjdk")
                .containsEntry("LANG", "en_US.UTF-8")
                .containsEntry(
                        "PATH",
                        "/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        assertThat(settings("eclipse-temurin:21-jre").startCommand())
                .containsExactly("/__cacert_entrypoint.sh");
        assertThat(settings("eclipse-temurin:8-jdk").cmd()).isEmpty();
        assertThat(settings("eclipse-temurin:17").cmd()).contains(List.of("jshell"));
        assertThat(settings("golang:1.24").workingDir()).isEqualTo("/go");
        assertThat(settings("golang:1.24-alpine").cmd()).contains(List.of("/bin/sh"));
        assertThat(settings("python:3.10-slim").environment()).containsEntry("LANG", "C.UTF-8");
        assertThat(settings("python:3.13-slim").environment()).doesNotContainKey("LANG");
        assertThat(settings("mcr.microsoft.com/dotnet/aspnet:9.0-noble-chiseled").user())
                .isEqualTo("1654");
        assertThat(settings("gcr.io/distroless/python3-debian13:nonroot").entrypoint())
                .contains(List.of("/usr/bin/python3.13"));
        assertThat(settings("gcr.io/distroless/static").user()).isEqualTo("0");
        assertThat(settings("gcr.io/distroless/static:nonroot@sha256:abc").user())
                .isEqualTo("65532");
        assertThat(settings("tomcat:10").startCommand()).containsExactly("catalina.sh", "run");
    }

    @Test
    void saysWhichVariablesItDoesNotKnow() {
        assertThat(BASES.find("node:22").orElseThrow().varying())
                .containsExactlyInAnyOrder("NODE_VERSION", "YARN_VERSION");
        assertThat(BASES.find("maven:3.9").orElseThrow().varying()).contains("JAVA_VERSION");
    }

    @Test
    void knowsNothingOfOthers() {
        assertThat(BASES.find("example.com/own/node:22")).isEmpty();
        assertThat(BASES.find("nodered/node-red")).isEmpty();
        assertThat(BASES.find("")).isEmpty();
    }
}
