FROM maven:3-eclipse-temurin-21 AS build

WORKDIR /app

COPY pom.xml ./
RUN mvn -B dependency:resolve

COPY src ./src
RUN mvn -B package -DskipTests
# One name for the jar, whatever its version
RUN find /app/target -maxdepth 1 -name '*.jar' ! -name '*-plain.jar' ! -name 'original-*' ! -name '*-sources.jar' ! -name '*-javadoc.jar' -exec cp {} application.jar \;
# Part the jar into layers, from what rarely changes to what often does
RUN java -Djarmode=tools -jar application.jar extract --layers --destination layers

FROM gcr.io/distroless/java21-debian13:nonroot
WORKDIR /app
COPY --from=build /app/layers/dependencies/ /app/
COPY --from=build /app/layers/spring-boot-loader/ /app/
COPY --from=build /app/layers/snapshot-dependencies/ /app/
COPY --from=build /app/layers/application/ /app/
EXPOSE 8080
CMD ["application.jar"]
