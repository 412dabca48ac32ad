FROM debian:13 AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev libcurl4-openssl-dev
WORKDIR /src
COPY main.c .
RUN gcc -O2 -o /usr/local/bin/version main.c -lcurl
# The shared libraries that the base does not have, with all that they need
RUN mkdir -p /runtime-libs/usr/lib \
    && find /usr/local/bin/version -type f \( -name '*.so*' -o -name '*.node' -o -perm -100 \) -exec ldd {} + 2>/dev/null \
        | awk '$2 == "=>" && $3 ~ "^/" {print $3}' | grep -v -e '^/usr/local/lib/libpython' -e '^/usr/local/bin/version/' | sort -u \
        | grep -vE '/(libc|libcrypto|libdl|libm|libpthread|libresolv|librt|libssl|libz|libzstd|ld-linux[^/]*)\.so' \
        | while read -r lib; do cp -L --parents "/usr${lib#/usr}" /runtime-libs; done

FROM gcr.io/distroless/base-debian13:nonroot
COPY --from=build /usr/local/bin/version /usr/local/bin/version
COPY --from=build /runtime-libs/usr/lib/ /usr/lib/
CMD ["/usr/local/bin/version"]
