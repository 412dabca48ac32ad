package dev.stagecraft.dockerfile;

import java.util.List;

/// The instructions of a Dockerfile.
final class Keywords {
    /// In upper case, by name.
    static final List<String> ALL =
            List.of(
                    "ADD",
                    "ARG",
                    "CMD",
                    "COPY",
                    "ENTRYPOINT",
                    "ENV",
                    "EXPOSE",
                    "FROM",
                    "HEALTHCHECK",
                    "LABEL",
                    "MAINTAINER",
                    "ONBUILD",
                    "RUN",
                    "SHELL",
                    "STOPSIGNAL",
                    "USER",
                    "VOLUME",
                    "WORKDIR");

    private Keywords() {}
}
