FROM rust:1-trixie AS builder
RUN apt-get update && apt-get install -y libpq-dev
WORKDIR /code
COPY . /code
RUN cargo build --release

FROM debian:13-slim AS build
RUN apt-get update && apt-get install -y libpq5 ca-certificates && rm -rf /var/lib/apt/lists/*
COPY --from=builder /code/target/release/blog /app/blog
COPY --from=builder /code/migrations /app/migrations
COPY blog.toml /app/
WORKDIR /app
# The shared libraries that the base does not have, with all that they need
RUN mkdir -p /runtime-libs/usr/lib \
    && find /app/blog -type f \( -name '*.so*' -o -name '*.node' -o -perm -100 \) -exec ldd {} + 2>/dev/null \
        | awk '$2 == "=>" && $3 ~ "^/" {print $3}' | grep -v -e '^/usr/local/lib/libpython' -e '^/app/blog/' | sort -u \
        | grep -vE '/(libc|libcrypto|libdl|libgcc_s|libgomp|libm|libpthread|libresolv|librt|libssl|libstdc\+\+|libz|libzstd|ld-linux[^/]*)\.so' \
        | while read -r lib; do cp -L --parents "/usr${lib#/usr}" /runtime-libs; done

FROM gcr.io/distroless/cc-debian13:nonroot
WORKDIR /app
COPY --from=build /app/blog /app/blog
COPY --from=build /app/migrations /app/migrations
COPY --from=build /app/blog.toml /app/blog.toml
COPY --from=build /runtime-libs/usr/lib/ /usr/lib/
CMD ["/app/blog"]
