FROM rust:1-trixie AS build

WORKDIR /usr/src/hello
COPY . .

RUN cargo build --release

FROM gcr.io/distroless/cc-debian13:nonroot
COPY --from=build /usr/src/hello/target/release/hello /usr/local/bin/hello

CMD ["/usr/local/bin/hello", "world"]
