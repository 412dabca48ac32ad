FROM debian:13 AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev libcurl4-openssl-dev
WORKDIR /src
COPY main.c .
RUN gcc -O2 -o /usr/local/bin/version main.c -lcurl
# The shared libraries that the base does not have, with all that they need
RUN mkdir /runtime-libs \
    && ldd /usr/local/bin/version | awk '$2 == "=>" && $3 ~ "^/" {print $3}' | sort -u \
        | grep -vE '/(libc|libcrypto|libdl|libm|libpthread|libresolv|librt|libssl|libz|libzstd|ld-linux[^/]*)\.so' \
        | xargs -r cp -Lt /runtime-libs

FROM gcr.io/distroless/base-debian13:nonroot
COPY --from=build /usr/local/bin/version /usr/local/bin/version
COPY --from=build /runtime-libs/ /usr/lib/
CMD ["/usr/local/bin/version"]
