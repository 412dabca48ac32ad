FROM debian:trixie as builder
WORKDIR /app
COPY . .
RUN apt-get update && apt-get install -y python3 python3-pip && \
    pip install --target=/app/deps -r requirements.txt

FROM gcr.io/distroless/python3-debian13:nonroot
WORKDIR /app
COPY --from=builder /app .
ENV PYTHONPATH=/app/deps
CMD ["calculator.py"]
