FROM gradle:8.10-jdk21 AS build
COPY --chown=gradle:gradle . /home/gradle/src
WORKDIR /home/gradle/src
RUN gradle build --no-daemon -x test
# Part the jar into layers, from what rarely changes to what often does
RUN cp /home/gradle/src/build/libs/*.jar application.jar && java -Djarmode=tools -jar application.jar extract --layers --destination layers

FROM gcr.io/distroless/java21-debian13:nonroot

EXPOSE 8080
WORKDIR /app
COPY --from=build /home/gradle/src/layers/dependencies/ /app/
COPY --from=build /home/gradle/src/layers/spring-boot-loader/ /app/
COPY --from=build /home/gradle/src/layers/snapshot-dependencies/ /app/
COPY --from=build /home/gradle/src/layers/application/ /app/

ENTRYPOINT ["/usr/bin/java", "-XX:+UnlockExperimentalVMOptions", "-Djava.security.egd=file:/dev/./urandom", "-jar", "application.jar"]
