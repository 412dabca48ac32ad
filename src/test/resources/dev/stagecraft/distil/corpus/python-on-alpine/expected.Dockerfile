FROM python:3.13-slim-trixie AS build
# A virtual environment whose python has the same path here and in the final stage
RUN ln -s /usr/local/bin/python3.13 /usr/bin/python3.13 \
    && /usr/bin/python3.13 -m venv /venv
ENV PATH=/venv/bin:$PATH
RUN pip3 install --no-cache-dir flask --break-system-packages
COPY app.py /app/app.py

FROM gcr.io/distroless/python3-debian13:nonroot
COPY --from=build /venv /venv
COPY --from=build /app/app.py /app/app.py
ENTRYPOINT ["/venv/bin/python"]
CMD ["/app/app.py"]
