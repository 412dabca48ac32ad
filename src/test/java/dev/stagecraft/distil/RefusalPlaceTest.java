package dev.stagecraft.distil;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.distil.plan.LineSpan;
import dev.stagecraft.distil.plan.Refusal;
import dev.stagecraft.distil.project.ProjectFiles;
import dev.stagecraft.dockerfile.Dockerfile;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where a refusal says that something stands in the way.
class RefusalPlaceTest {
    private static Refusal refused(String dockerfile) {
        return refused(dockerfile, ProjectFiles.NONE);
    }

    private static Refusal refused(String dockerfile, ProjectFiles files) {
        Outcome outcome =
                Distiller.bundled().distil(Request.of(Dockerfile.parse(dockerfile), files));
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).refusal();
    }

    @Test
    void aSupervisorStandsInTheStartCommand() {
        assertThat(
                        refused(
                                        "FROM debian:13\nCOPY . /app\nCMD [\"/usr/bin/supervisord\", \"-n\"]\n")
                                .source())
                .isEqualTo(Optional.of(new LineSpan(3, 3)));
    }

    @Test
    void aRuntimeStandsInTheBase() {
        assertThat(refused("FROM php:8-apache\nCOPY . /var/www/html\n").source())
                .isEqualTo(Optional.of(new LineSpan(1, 1)));
    }

    @Test
    void aScriptKeepsItsName() {
        String script = "#!/bin/sh\nfor i in 1 2; do echo $i; done\nexec \"$@\"\n";
        assertThat(
                        refused(
                                        "FROM python:3.13\nCOPY entry.sh /\nENTRYPOINT [\"/entry.sh\"]\nCMD [\"python3\"]\n",
                                        ProjectFiles.of(Map.of("entry.sh", script)))
                                .reason())
                .startsWith("entry.sh has conditions, loops");
    }

    @Test
    void aFileThatStartsNothingSaysSo() {
        assertThat(refused("FROM example.org/base:1\nCOPY . /app\n").reason())
                .isEqualTo(
                        "The file starts no program, and it is not known what its base example.org/base:1 starts.");
    }
}
