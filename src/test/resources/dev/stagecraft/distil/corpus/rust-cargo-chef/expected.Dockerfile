FROM rust:1.70 as planner
WORKDIR /app
RUN cargo install cargo-chef
COPY . .
RUN cargo chef prepare --recipe-path recipe.json

FROM rust:1.70 as cacher
WORKDIR /app
RUN cargo install cargo-chef
COPY --from=planner /app/recipe.json recipe.json
RUN cargo chef cook --release --recipe-path recipe.json

FROM rust:1.70 as builder
WORKDIR /app
COPY . .
COPY --from=cacher /app/target target
RUN cargo build --release --bin web

FROM gcr.io/distroless/cc-debian13:nonroot as runtime
WORKDIR /app
COPY --from=builder /app/target/release/web web
COPY configuration configuration
ENV APP_ENVIRONMENT production
ENTRYPOINT ["./web"]
