FROM gcc:14 AS build
COPY . /usr/src/root
WORKDIR /usr/src/root
RUN make

FROM gcr.io/distroless/base-debian13:nonroot
COPY --from=build /usr/src/root/root /usr/src/root/root
CMD ["/usr/src/root/root"]
