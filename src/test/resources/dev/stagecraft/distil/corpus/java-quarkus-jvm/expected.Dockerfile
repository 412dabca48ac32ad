####
# This Dockerfile is used in order to build a container that runs the Quarkus application in JVM mode
#
# ./mvnw package
#
# docker build -f src/main/docker/Dockerfile.jvm -t quarkus/app-jvm .
###
FROM gcr.io/distroless/java21-debian13:nonroot

ENV LANGUAGE='en_US:en'

# We make four distinct layers so if there are application changes the library layers can be re-used
COPY --chown=185 target/quarkus-app/lib/ /deployments/lib/
COPY --chown=185 target/quarkus-app/*.jar /deployments/
COPY --chown=185 target/quarkus-app/app/ /deployments/app/
COPY --chown=185 target/quarkus-app/quarkus/ /deployments/quarkus/

EXPOSE 8080
USER 185
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=80.0 -XX:+UseParallelGC -XX:+ExitOnOutOfMemoryError -Dquarkus.http.host=0.0.0.0 -Djava.util.logging.manager=org.jboss.logmanager.LogManager"
WORKDIR /deployments

ENTRYPOINT ["/usr/bin/java", "-jar", "/deployments/quarkus-run.jar"]
