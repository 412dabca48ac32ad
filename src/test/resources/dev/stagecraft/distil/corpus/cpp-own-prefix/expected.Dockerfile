FROM ubuntu:24.04 AS build
ARG DEBIAN_FRONTEND=noninteractive
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        build-essential \
        cmake \
        ninja-build \
        libboost-program-options-dev \
        libcurl4-openssl-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Release \
    && cmake --build build && cmake --install build --prefix /opt/weather
# The shared libraries that the base does not have, with all that they need
RUN mkdir /runtime-libs \
    && find /opt/weather -type f \( -name '*.so*' -o -perm -100 \) -exec ldd {} + 2>/dev/null \
        | awk '$2 == "=>" && $3 ~ "^/" {print $3}' | sort -u \
        | grep -v -e '^/opt/weather/' \
        | grep -vE '/(libc|libcrypto|libdl|libgcc_s|libgomp|libm|libpthread|libresolv|librt|libssl|libstdc\+\+|libz|libzstd|ld-linux[^/]*)\.so' \
        | xargs -r cp -Lt /runtime-libs

FROM gcr.io/distroless/cc-debian13:nonroot AS runtime
COPY --from=build /opt/weather /opt/weather
COPY --from=build /runtime-libs/ /usr/lib/
ENV LD_LIBRARY_PATH=/opt/weather/lib
ENTRYPOINT ["/opt/weather/bin/weather"]
CMD ["--city", "Graz"]
