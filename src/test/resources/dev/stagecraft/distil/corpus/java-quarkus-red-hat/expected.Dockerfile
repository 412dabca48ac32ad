FROM maven:3-eclipse-temurin-21 AS build
COPY --chown=1000:1000 pom.xml /code/
WORKDIR /code
COPY src /code/src
RUN mvn -B package

FROM gcr.io/distroless/java21-debian13:nonroot
COPY --from=build --chown=185 /code/target/quarkus-app/lib/ /deployments/lib/
COPY --from=build --chown=185 /code/target/quarkus-app/*.jar /deployments/
COPY --from=build --chown=185 /code/target/quarkus-app/app/ /deployments/app/
COPY --from=build --chown=185 /code/target/quarkus-app/quarkus/ /deployments/quarkus/
EXPOSE 8080
USER 185
ENV JAVA_TOOL_OPTIONS="-Dquarkus.http.host=0.0.0.0 -Djava.util.logging.manager=org.jboss.logmanager.LogManager"
WORKDIR /deployments
CMD ["/deployments/quarkus-run.jar"]
