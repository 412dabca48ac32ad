FROM gcr.io/distroless/java21-debian13:nonroot
WORKDIR /app
COPY --chown=65532:65532 target/*.jar app.jar
EXPOSE 9000
ENV JAVA_TOOL_OPTIONS=-Xmx256m
ENTRYPOINT ["/usr/bin/java", "-jar", "/app/app.jar"]
CMD ["--server.port=9000"]
