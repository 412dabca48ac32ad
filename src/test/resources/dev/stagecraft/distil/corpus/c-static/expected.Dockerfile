FROM gcc:14 AS build
COPY main.c .
RUN gcc -static -o /hello main.c -lm

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /hello /hello
CMD ["/hello"]
