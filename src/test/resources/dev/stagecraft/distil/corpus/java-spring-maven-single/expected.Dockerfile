FROM maven:3.9-eclipse-temurin-17 AS build

WORKDIR /app

COPY pom.xml .
RUN mvn -B dependency:go-offline

COPY src ./src
RUN mvn -B package -DskipTests
# Part the jar into layers, from what rarely changes to what often does
RUN java -Djarmode=tools -jar target/demo-0.0.1-SNAPSHOT.jar extract --layers --destination layers

FROM gcr.io/distroless/java17-debian13:nonroot
WORKDIR /app
COPY --from=build /app/layers/dependencies/ /app/
COPY --from=build /app/layers/spring-boot-loader/ /app/
COPY --from=build /app/layers/snapshot-dependencies/ /app/
COPY --from=build /app/layers/application/ /app/
EXPOSE 8080
ENV JAVA_TOOL_OPTIONS=-Xmx256m
CMD ["demo-0.0.1-SNAPSHOT.jar"]
