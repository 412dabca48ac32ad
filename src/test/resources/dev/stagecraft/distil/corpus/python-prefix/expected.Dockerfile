FROM python:3.13-slim-trixie AS builder
COPY requirements.txt .
RUN pip install --prefix=/install -r requirements.txt

FROM gcr.io/distroless/python3-debian13:nonroot
COPY --from=builder /install /usr/local
COPY . /app
WORKDIR /app
ENV PYTHONPATH=/usr/local/lib/python3.13/site-packages
CMD ["-m", "uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]
