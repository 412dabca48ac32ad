FROM maven:3-eclipse-temurin-17 AS build
WORKDIR /app
COPY pom.xml .
COPY src ./src
RUN mvn -B clean package -DskipTests
# Part the jar into layers, from what rarely changes to what often does
RUN cp /app/target/*.jar application.jar && java -Djarmode=tools -jar application.jar extract --layers --destination layers

FROM gcr.io/distroless/java17-debian13:nonroot
WORKDIR /app
COPY --from=build /app/layers/dependencies/ /app/
COPY --from=build /app/layers/spring-boot-loader/ /app/
COPY --from=build /app/layers/snapshot-dependencies/ /app/
COPY --from=build /app/layers/application/ /app/
EXPOSE 8082
ENTRYPOINT ["/usr/bin/java", "-jar", "application.jar", "--server.port=8082"]
