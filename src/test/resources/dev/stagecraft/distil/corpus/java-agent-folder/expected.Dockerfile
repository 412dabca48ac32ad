FROM eclipse-temurin:17-jre AS build
WORKDIR /opt/app
RUN apt-get update && apt-get install -y curl unzip && rm -rf /var/lib/apt/lists/*
RUN curl -L -o /opt/newrelic.zip https://download.newrelic.com/newrelic/java-agent/newrelic-agent/current/newrelic-java.zip && unzip /opt/newrelic.zip -d /opt && rm /opt/newrelic.zip
COPY target/app.jar app.jar
COPY newrelic.yml /opt/newrelic/newrelic.yml

FROM gcr.io/distroless/java17-debian13:nonroot
WORKDIR /opt/app
COPY --from=build /opt/app/app.jar /opt/app/app.jar
COPY --from=build /opt/newrelic /opt/newrelic
EXPOSE 8080
ENTRYPOINT ["/usr/bin/java", "-javaagent:/opt/newrelic/newrelic.jar", "-jar", "app.jar"]
