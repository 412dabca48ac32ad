FROM debian:trixie AS build
RUN apt-get update && apt-get install -y python3 python3-pip python3-venv libgl1
WORKDIR /app
COPY . .
RUN python3 -m venv /venv
ENV PATH=/venv/bin:$PATH
RUN pip install -r requirements.txt
# The shared libraries that the base does not have, with all that they need
RUN mkdir -p /runtime-libs/usr/lib \
    && find /venv -type f \( -name '*.so*' -o -name '*.node' -o -perm -100 \) -exec ldd {} + 2>/dev/null \
        | awk '$2 == "=>" && $3 ~ "^/" {print $3}' | grep -v -e '^/usr/local/lib/libpython' -e '^/venv/' | sort -u \
        | grep -vE '/(libbz2|libc|libcom_err|libcrypt|libcrypto|libdb-5\.3|libdl|libexpat|libexpatw|libffi|libformw|libgcc_s|libgomp|libgssapi_krb5|libhistory|libk5crypto|libkeyutils|libkrb5|libkrb5support|liblzma|libm|libmenuw|libncursesw|libpanelw|libpthread|libreadline|libresolv|librt|libsqlite3|libssl|libstdc\+\+|libtic|libtinfo|libtirpc|libuuid|libz|libzstd|spake|ld-linux[^/]*)\.so' \
        | while read -r lib; do cp -L --parents "/usr${lib#/usr}" /runtime-libs; done

FROM gcr.io/distroless/python3-debian13:nonroot
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
COPY --from=build /runtime-libs/usr/lib/ /usr/lib/
EXPOSE 5000
ENTRYPOINT ["/venv/bin/python"]
CMD ["app.py"]
