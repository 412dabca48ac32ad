FROM gradle:8-jdk21 AS build
WORKDIR /home/gradle/clock
COPY . .
RUN gradle build --no-daemon
# One name for the jar, whatever its version
RUN find /home/gradle/clock/build/libs -maxdepth 1 -name '*.jar' ! -name '*-plain.jar' ! -name 'original-*' ! -name '*-sources.jar' ! -name '*-javadoc.jar' -exec cp {} application.jar \;

FROM gcr.io/distroless/java21-debian13:nonroot
WORKDIR /home/gradle/clock
COPY --from=build /home/gradle/clock/application.jar /home/gradle/clock/app.jar
EXPOSE 9090
CMD ["app.jar"]
