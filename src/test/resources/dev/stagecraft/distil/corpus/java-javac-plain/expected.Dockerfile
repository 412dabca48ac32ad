FROM openjdk:21 AS build
COPY . /usr/src/myapp
WORKDIR /usr/src/myapp
RUN javac Main.java

FROM gcr.io/distroless/java21-debian13:nonroot
WORKDIR /usr/src/myapp
COPY --from=build /usr/src/myapp /usr/src/myapp
ENTRYPOINT ["/usr/bin/java", "Main"]
