# ---- build ----
FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /workspace
COPY . .
RUN mvn -B clean package -DskipTests
# Part the jar into layers, from what rarely changes to what often does
RUN cp /workspace/target/*.jar application.jar && mkdir -p layers && cd layers && java -Djarmode=layertools -jar ../application.jar extract

# ---- run ----
FROM gcr.io/distroless/java17-debian13:nonroot
WORKDIR /app
COPY --from=build /workspace/layers/dependencies/ /app/
COPY --from=build /workspace/layers/spring-boot-loader/ /app/
COPY --from=build /workspace/layers/snapshot-dependencies/ /app/
COPY --from=build /workspace/layers/application/ /app/
EXPOSE 8080
ENTRYPOINT ["/usr/bin/java", "-XX:MaxRAMPercentage=75", "org.springframework.boot.loader.launch.JarLauncher"]
