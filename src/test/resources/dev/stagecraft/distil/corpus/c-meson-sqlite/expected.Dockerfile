FROM debian:trixie-slim AS builder
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev meson ninja-build pkg-config libsqlite3-dev && rm -rf /var/lib/apt/lists/*
COPY . /src
WORKDIR /src
RUN meson setup build --buildtype=release && ninja -C build
# The shared libraries that the base does not have, with all that they need
RUN mkdir /runtime-libs \
    && ldd /src/build/notes | awk '$2 == "=>" && $3 ~ "^/" {print $3}' | sort -u \
        | grep -vE '/(libc|libcrypto|libdl|libm|libpthread|libresolv|librt|libssl|libz|libzstd|ld-linux[^/]*)\.so' \
        | xargs -r cp -Lt /runtime-libs
RUN mkdir -p /var/lib/notes

FROM gcr.io/distroless/base-debian13:nonroot
COPY --from=builder /src/build/notes /usr/local/bin/notes
COPY --from=builder /runtime-libs/ /usr/lib/
COPY --from=builder --chown=65532:65532 /var/lib/notes /var/lib/notes
VOLUME /var/lib/notes
ENTRYPOINT ["notes"]
