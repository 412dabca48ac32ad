FROM node:22-trixie AS frontend
WORKDIR /app
# Build the React front end
COPY frontend ./frontend
RUN cd frontend && npm install && npm run build

FROM maven:3-eclipse-temurin-17 AS backend
WORKDIR /app
# Build the Spring Boot back end with the front end in it
COPY backend ./backend
COPY --from=frontend /app/frontend/build /app/backend/src/main/resources/static
RUN cd backend && mvn -B clean package -DskipTests

FROM gcr.io/distroless/java17-debian13:nonroot
WORKDIR /app
COPY --from=backend /app/backend/target/backend-1.0.0.jar app.jar
EXPOSE 8080

CMD ["app.jar"]
