FROM golang:1.26-trixie AS builder
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc libc6-dev libsqlite3-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN go build -o /out/app .
# The shared libraries that the base does not have, with all that they need
RUN mkdir /runtime-libs \
    && ldd /out/app | awk '$2 == "=>" && $3 ~ "^/" {print $3}' | sort -u \
        | grep -vE '/(libc|libcrypto|libdl|libm|libpthread|libresolv|librt|libssl|libz|libzstd|ld-linux[^/]*)\.so' \
        | xargs -r cp -Lt /runtime-libs
RUN mkdir -p /var/lib/app

FROM gcr.io/distroless/base-debian13:nonroot
COPY --from=builder /out/app /usr/bin/app
COPY --from=builder /runtime-libs/ /usr/lib/
COPY --from=builder --chown=65532:65532 /var/lib/app /var/lib/app
VOLUME ["/var/lib/app"]
CMD ["app", "--data", "/var/lib/app"]
