FROM rust:1-trixie AS builder
RUN apt-get update && apt-get install -y libpq-dev
WORKDIR /code
COPY . /code
RUN cargo build --release
# The shared libraries that the base does not have, with all that they need
RUN mkdir /runtime-libs \
    && ldd /code/target/release/blog | awk '$2 == "=>" && $3 ~ "^/" {print $3}' | sort -u \
        | grep -vE '/(libc|libcrypto|libdl|libgcc_s|libgomp|libm|libpthread|libresolv|librt|libssl|libstdc\+\+|libz|libzstd|ld-linux[^/]*)\.so' \
        | xargs -r cp -Lt /runtime-libs

FROM gcr.io/distroless/cc-debian13:nonroot
COPY --from=builder /code/target/release/blog /app/blog
COPY --from=builder /code/migrations /app/migrations
COPY blog.toml /app/
COPY --from=builder /runtime-libs/ /usr/lib/
WORKDIR /app
CMD ["./blog"]
