FROM python:3.13-trixie AS builder
WORKDIR /code
COPY requirements.txt .
# A virtual environment whose python has the same path here and in the final stage
RUN ln -s /usr/local/bin/python3.13 /usr/bin/python3.13 \
    && /usr/bin/python3.13 -m venv /venv
ENV PATH=/venv/bin:$PATH
RUN pip install --upgrade pip && pip install --no-cache-dir -r requirements.txt

FROM gcr.io/distroless/python3-debian13:nonroot
WORKDIR /code
COPY --from=builder /venv /venv
COPY . .
EXPOSE 80
ENTRYPOINT ["/venv/bin/python"]
CMD ["-m", "uvicorn", "main:app", "--host", "0.0.0.0", "--port", "80"]
