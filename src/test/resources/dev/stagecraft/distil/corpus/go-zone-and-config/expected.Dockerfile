FROM golang:1.26 as build-env
WORKDIR /src
COPY . .
ENV CGO_ENABLED=0
RUN make build

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build-env /src/build/proxygo /bin/proxygo
COPY --from=build-env /etc/ssl/certs /etc/ssl/certs
COPY config.yaml /etc/proxygo/config.yaml
ENV TZ=Europe/Rome
CMD [ "/bin/proxygo", "-c", "/etc/proxygo/config.yaml" ]
