# Build the application from source
FROM golang:1.26 AS builder
WORKDIR /src
COPY go.* ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /bin/server .

# Run it
FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /app
COPY --from=builder --chown=65532:65532 /bin/server .
ENV GIN_MODE=release
EXPOSE 8080
CMD ["./server"]
