FROM gcr.io/distroless/java17-debian13:nonroot
WORKDIR /
COPY target/app.jar app.jar
ENTRYPOINT ["/usr/bin/java", "-jar", "app.jar"]
