FROM python:3.13-slim-trixie AS build
WORKDIR /app
COPY requirements.txt .
# A virtual environment whose python has the same path here and in the final stage
RUN ln -s /usr/local/bin/python3.13 /usr/bin/python3.13 \
    && /usr/bin/python3.13 -m venv /venv
ENV PATH=/venv/bin:$PATH
RUN pip install -r requirements.txt
COPY . .

FROM gcr.io/distroless/python3-debian13:nonroot
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV FLASK_ENV=production PORT=5000
EXPOSE 5000
ENV GREETING="good day"
ENTRYPOINT ["/venv/bin/python"]
CMD ["-m", "gunicorn", "--access-logfile", "-", "--error-logfile", "-", "app:app"]
