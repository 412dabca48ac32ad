ARG GO_VERSION=1.26

FROM golang:${GO_VERSION} AS build
WORKDIR /src
RUN --mount=type=cache,target=/go/pkg/mod/ \
    --mount=type=bind,source=go.mod,target=go.mod \
    go mod download -x
ARG TARGETARCH
ARG VERSION=dev
RUN --mount=type=cache,target=/go/pkg/mod/ \
    --mount=type=bind,target=. \
    CGO_ENABLED=0 GOARCH=$TARGETARCH go build -ldflags "-X main.version=${VERSION}" -o /bin/ ./cmd/...

FROM gcr.io/distroless/static-debian13:nonroot AS final
USER 10001
COPY --from=build /bin/server /bin/migrate /bin/
EXPOSE 8080
ENTRYPOINT [ "/bin/server" ]
