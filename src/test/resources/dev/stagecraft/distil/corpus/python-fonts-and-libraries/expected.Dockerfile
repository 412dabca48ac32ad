FROM python:3.13-slim-trixie AS build
RUN apt-get update && apt-get install -y --no-install-recommends libmagic1 libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/app
COPY requirements.txt ./
# A virtual environment whose python has the same path here and in the final stage
RUN ln -s /usr/local/bin/python3.13 /usr/bin/python3.13 \
    && /usr/bin/python3.13 -m venv /venv
ENV PATH=/venv/bin:$PATH
RUN pip install --no-cache-dir -r requirements.txt
COPY words /opt/words
RUN cp -r /opt/words /models && echo "built" > /models/stamp
COPY . ./
# The shared libraries that the base does not have, with all that they need
RUN mkdir -p /runtime-libs/usr/lib \
    && own=$(dpkg -L $(dpkg-query -Wf '${Package} ' libmagic1 libmagic1t64 libpango-1.0-0 libpango-1.0-0t64 libpangoft2-1.0-0 libpangoft2-1.0-0t64 libharfbuzz-subset0 libharfbuzz-subset0t64 2>/dev/null) | grep '\.so[.0-9]*$') \
    && { echo "$own"; find /venv -type f \( -name '*.so*' -o -name '*.node' -o -perm -100 \); } | xargs ldd 2>/dev/null \
        | { echo "$own"; awk '$2 == "=>" && $3 ~ "^/" {print $3}'; } | grep -v -e '^/usr/local/lib/libpython' -e '^/venv/' | sort -u \
        | grep -vE '/(libbz2|libc|libcom_err|libcrypt|libcrypto|libdb-5\.3|libdl|libexpat|libexpatw|libffi|libformw|libgcc_s|libgomp|libgssapi_krb5|libhistory|libk5crypto|libkeyutils|libkrb5|libkrb5support|liblzma|libm|libmenuw|libncursesw|libpanelw|libpthread|libreadline|libresolv|librt|libsqlite3|libssl|libstdc\+\+|libtic|libtinfo|libtirpc|libuuid|libz|libzstd|spake|ld-linux[^/]*)\.so' \
        | while read -r lib; do cp -L --parents "/usr${lib#/usr}" /runtime-libs; done

FROM gcr.io/distroless/python3-debian13:nonroot
WORKDIR /srv/app
COPY --from=build /venv /venv
COPY --from=build /srv/app /srv/app
COPY --from=build /opt/words /opt/words
COPY --from=build /models /models
COPY --from=build /runtime-libs/usr/lib/ /usr/lib/
COPY --from=build /usr/lib/file/magic.mgc /usr/share/misc/magic.mgc
COPY --from=build /usr/share/fonts /usr/share/fonts
COPY --from=build /etc/fonts /etc/fonts
COPY --from=build /usr/share/fontconfig /usr/share/fontconfig
ENTRYPOINT ["/venv/bin/python"]
CMD ["main.py"]
