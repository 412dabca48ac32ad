FROM node:22-trixie AS frontend
COPY frontend /app/frontend
WORKDIR /app/frontend
RUN npm install
RUN npm run build

FROM maven:3-eclipse-temurin-17 AS backend
COPY backend /app/backend
WORKDIR /app/backend
COPY --from=frontend /app/frontend/build /app/backend/src/main/resources/static
RUN mvn -B package

FROM gcr.io/distroless/java17-debian13:nonroot
WORKDIR /app
COPY --from=backend /app/backend/target/backend-1.0.0.jar app.jar
ENV SPRING_PROFILES_ACTIVE=demo
EXPOSE 8080
ENTRYPOINT ["/usr/bin/java", "-jar", "app.jar"]
