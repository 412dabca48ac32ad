FROM gcr.io/distroless/java21-debian13:nonroot
WORKDIR /opt/app
COPY lib ./lib
COPY agent.jar app.jar ./
ENV TZ=Europe/Berlin
EXPOSE 8443
STOPSIGNAL SIGINT
LABEL org.opencontainers.image.title="Ledger" \
      org.opencontainers.image.vendor="Example"
ENTRYPOINT ["/usr/bin/java", "-javaagent:agent.jar", "-Dlevel=info", "-cp", "app.jar:lib/*", "com.example.Ledger"]
CMD ["--serve"]
