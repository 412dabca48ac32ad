FROM eclipse-temurin:21 AS jre
WORKDIR /build
COPY Main.java .
RUN javac Main.java && jar --create --file app.jar --main-class Main Main.class
RUN jlink --add-modules java.base --strip-java-debug-attributes --no-man-pages --no-header-files --output /javaruntime

FROM gcr.io/distroless/java-base-debian13:nonroot
ENV JAVA_HOME=/opt/java
COPY --from=jre /javaruntime $JAVA_HOME
COPY --from=jre /build/app.jar /opt/app/app.jar
CMD ["/opt/java/bin/java", "-jar", "/opt/app/app.jar", "x"]
