FROM debian:trixie AS build
RUN apt-get update && apt-get install -y build-essential cmake libcurl4-openssl-dev nlohmann-json3-dev
WORKDIR /src
COPY . .
RUN cmake -B build -DCMAKE_BUILD_TYPE=Release && cmake --build build -j && cmake --install build --prefix /opt/app

FROM debian:trixie-slim AS build2
RUN apt-get update && apt-get install -y libcurl4t64 && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/app /opt/app
RUN echo /opt/app/lib > /etc/ld.so.conf.d/app.conf && ldconfig
# The shared libraries that the base does not have, with all that they need
RUN mkdir /runtime-libs \
    && find /opt/app -type f \( -name '*.so*' -o -perm -100 \) -exec ldd {} + 2>/dev/null \
        | awk '$2 == "=>" && $3 ~ "^/" {print $3}' | sort -u \
        | grep -vE '/(libc|libcrypto|libdl|libgcc_s|libgomp|libm|libpthread|libresolv|librt|libssl|libstdc\+\+|libz|libzstd|ld-linux[^/]*)\.so' \
        | xargs -r cp -Lt /runtime-libs

FROM gcr.io/distroless/cc-debian13:nonroot
COPY --from=build2 /opt/app /opt/app
COPY --from=build2 /runtime-libs/ /usr/lib/
CMD ["/opt/app/bin/srv"]
