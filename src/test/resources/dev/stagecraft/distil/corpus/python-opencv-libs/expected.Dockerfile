FROM python:3.13-trixie AS build
RUN apt-get update && apt-get install -y --no-install-recommends libgl1 libglib2.0-0 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.txt .
# A virtual environment whose python has the same path here and in the final stage
RUN ln -s /usr/local/bin/python3.13 /usr/bin/python3.13 \
    && /usr/bin/python3.13 -m venv /venv
ENV PATH=/venv/bin:$PATH
RUN pip install --no-cache-dir -r requirements.txt
COPY main.py .
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
ENTRYPOINT ["/venv/bin/python", "main.py"]
