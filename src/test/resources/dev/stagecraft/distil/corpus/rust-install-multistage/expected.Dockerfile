FROM rust:1.75-slim-bookworm AS builder
WORKDIR /usr/src/hello
COPY . .
RUN cargo install --path .

FROM gcr.io/distroless/cc-debian13:nonroot
COPY --from=builder /usr/local/cargo/bin/hello /usr/local/bin/hello
CMD ["hello"]
