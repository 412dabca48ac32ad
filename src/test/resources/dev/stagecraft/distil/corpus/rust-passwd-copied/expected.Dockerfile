FROM rust:1.95 AS builder
RUN rustup target add x86_64-unknown-linux-musl
RUN apt update && apt install -y musl-tools musl-dev
RUN update-ca-certificates

ENV USER=myip
ENV UID=10001
RUN adduser --disabled-password --gecos "" --home "/nonexistent" --shell "/sbin/nologin" --no-create-home --uid "${UID}" "${USER}"

WORKDIR /myip
COPY ./ .
RUN cargo build --target x86_64-unknown-linux-musl --release

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=builder /etc/passwd /etc/passwd
COPY --from=builder /etc/group /etc/group
WORKDIR /myip
COPY --from=builder /myip/target/x86_64-unknown-linux-musl/release/myip ./
USER 10001
CMD ["/myip/myip"]
