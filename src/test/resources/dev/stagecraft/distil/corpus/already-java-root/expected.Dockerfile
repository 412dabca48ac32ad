FROM maven:3-eclipse-temurin-21 AS build
WORKDIR /src
COPY . .
RUN mvn -B package

FROM gcr.io/distroless/java21-debian13:nonroot
COPY --from=build /src/target/app.jar /app.jar
CMD ["/app.jar"]
