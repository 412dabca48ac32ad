package dev.stagecraft.bench;

import dev.stagecraft.dockerfile.CheckReport;
import dev.stagecraft.dockerfile.Checks;
import dev.stagecraft.dockerfile.Dockerfile;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long a typical Dockerfile of three stages takes to read and to check.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DockerfileBenchmark {
    private static final String TEXT =
            """
            # syntax=docker/dockerfile:1
            ARG NODE=22
            FROM node:${NODE}-slim AS web
            WORKDIR /web
            COPY package.json package-lock.json ./
            RUN --mount=type=cache,target=/root/.npm npm ci
            COPY web .
            RUN npm run build

            FROM maven:3.9-eclipse-temurin-21 AS build
            WORKDIR /src
            COPY pom.xml .
            RUN mvn -q dependency:go-offline
            COPY src src
            COPY --from=web /web/dist src/main/resources/static
            RUN mvn -q package \\
                # the tests ran before
                -DskipTests

            FROM eclipse-temurin:21-jre
            RUN apt-get update \\
                && apt-get install -y --no-install-recommends curl \\
                && rm -rf /var/lib/apt/lists/*
            ENV PORT=8080 JAVA_OPTS="-Xmx256m -XX:+UseSerialGC"
            COPY --from=build /src/target/app.jar /app.jar
            COPY <<config.properties /etc/
            server.port=${PORT}
            config.properties
            EXPOSE ${PORT}
            HEALTHCHECK --interval=30s CMD curl -f http://localhost:${PORT}/health
            USER 1000
            ENTRYPOINT ["java", "-jar", "/app.jar"]
            """;

    private final Checks checks = Checks.ofFileAlone();

    @Benchmark
    public Dockerfile parse() {
        return Dockerfile.parse(TEXT);
    }

    @Benchmark
    public CheckReport parseAndCheck() {
        return checks.check(Dockerfile.parse(TEXT));
    }
}
