FROM rust:1-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /src
COPY . .
RUN cargo build --release

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /src/target/release/hello /usr/local/bin/hello
ENTRYPOINT ["/usr/local/bin/hello"]
