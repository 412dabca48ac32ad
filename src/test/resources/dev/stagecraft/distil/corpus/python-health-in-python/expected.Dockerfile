FROM python:3.13-slim-trixie AS build
WORKDIR /code
COPY ./requirements.txt /code/requirements.txt
# A virtual environment whose python has the same path here and in the final stage
RUN ln -s /usr/local/bin/python3.13 /usr/bin/python3.13 \
    && /usr/bin/python3.13 -m venv /venv
ENV PATH=/venv/bin:$PATH
RUN pip install --no-cache-dir --upgrade -r /code/requirements.txt
COPY ./app /code/app

FROM gcr.io/distroless/python3-debian13:nonroot
WORKDIR /code
COPY --from=build /venv /venv
COPY --from=build /code /code
HEALTHCHECK --interval=5s CMD ["/venv/bin/python", "-c", "import urllib.request,sys; sys.exit(0 if urllib.request.urlopen('http://localhost/health').status==200 else 1)"]
ENTRYPOINT ["/venv/bin/python"]
CMD ["-m", "fastapi", "run", "app/main.py", "--port", "80"]
