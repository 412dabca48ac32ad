FROM gradle:7-jdk11 AS build
COPY --chown=gradle:gradle . /home/gradle/src
WORKDIR /home/gradle/src
RUN gradle buildFatJar --no-daemon

FROM gcr.io/distroless/java17-debian13:nonroot
EXPOSE 8080:8080
COPY --from=build /home/gradle/src/build/libs/*.jar /app/ktor-docker-sample.jar
ENTRYPOINT ["/usr/bin/java", "-jar", "/app/ktor-docker-sample.jar"]
