FROM golang:1.26 AS build
WORKDIR /app
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /server main.go

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /server /server
CMD ["/server", "--level", "3"]
