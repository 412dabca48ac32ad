FROM golang:1.26 AS build

WORKDIR /usr/src/app

COPY go.mod ./
RUN go mod download && go mod verify

COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -v -o /usr/local/bin/app ./...

FROM gcr.io/distroless/static-debian13:nonroot
WORKDIR /usr/src/app
COPY --from=build /usr/local/bin/app /usr/local/bin/app
COPY --from=build /usr/src/app/templates /usr/src/app/templates
EXPOSE 8080
CMD ["/usr/local/bin/app"]
