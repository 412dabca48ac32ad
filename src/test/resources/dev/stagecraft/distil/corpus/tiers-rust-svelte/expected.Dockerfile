FROM node:22-slim AS web
WORKDIR /web
COPY web/ .
RUN npm install && npm run build

FROM rust:1.95-trixie AS api
WORKDIR /api
COPY Cargo.toml .
COPY src src
RUN cargo build --release

FROM gcr.io/distroless/cc-debian13:nonroot
WORKDIR /srv
COPY --from=api /api/target/release/api /srv/api
COPY --from=web /web/build /srv/static
ENV STATIC_DIR=/srv/static
EXPOSE 8000
ENTRYPOINT ["/srv/api"]
