FROM python:3.13-trixie AS build

WORKDIR /app

RUN pip install poetry

COPY pyproject.toml poetry.loc[k] ./
# A virtual environment whose python has the same path here and in the final stage
RUN ln -s /usr/local/bin/python3.13 /usr/bin/python3.13 \
    && /usr/bin/python3.13 -m venv /venv
ENV VIRTUAL_ENV=/venv PATH=/venv/bin:$PATH
RUN poetry config virtualenvs.create false && poetry install --no-root --no-interaction

COPY . .

FROM gcr.io/distroless/python3-debian13:nonroot
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
EXPOSE 5000
ENTRYPOINT ["/venv/bin/python"]
CMD ["-m", "greeter"]
