FROM eclipse-temurin:17-jdk-jammy as builder
WORKDIR /opt/app
COPY .mvn/ .mvn
COPY mvnw pom.xml ./
RUN ./mvnw dependency:go-offline
COPY ./src ./src
RUN ./mvnw clean install
# Part the jar into layers, from what rarely changes to what often does
RUN cp /opt/app/target/*.jar application.jar && mkdir -p layers && cd layers && java -Djarmode=layertools -jar ../application.jar extract

FROM gcr.io/distroless/java17-debian13:nonroot
WORKDIR /opt/app
EXPOSE 8080
COPY --from=builder /opt/app/layers/dependencies/ /opt/app/
COPY --from=builder /opt/app/layers/spring-boot-loader/ /opt/app/
COPY --from=builder /opt/app/layers/snapshot-dependencies/ /opt/app/
COPY --from=builder /opt/app/layers/application/ /opt/app/
ENTRYPOINT ["/usr/bin/java", "org.springframework.boot.loader.launch.JarLauncher"]
