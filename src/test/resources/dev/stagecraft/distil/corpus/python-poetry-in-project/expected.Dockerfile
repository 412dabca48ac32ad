FROM python:3.13-slim-trixie as python-base
ENV PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=off \
    POETRY_HOME="/opt/poetry" \
    POETRY_VIRTUALENVS_IN_PROJECT=true \
    POETRY_NO_INTERACTION=1 \
    PYSETUP_PATH="/opt/pysetup" \
    VENV_PATH="/opt/pysetup/.venv"
ENV PATH="$POETRY_HOME/bin:$VENV_PATH/bin:$PATH"

FROM python-base as builder-base
RUN pip install poetry
WORKDIR $PYSETUP_PATH
COPY pyproject.toml ./
# A virtual environment whose python has the same path here and in the final stage
RUN ln -s /usr/local/bin/python3.13 /usr/bin/python3.13 \
    && /usr/bin/python3.13 -m venv /venv
ENV VIRTUAL_ENV=/venv PATH=/venv/bin:$PATH
RUN poetry lock && poetry install --only main --no-root

FROM gcr.io/distroless/python3-debian13:nonroot as production
ENV PYTHONUNBUFFERED=1 PYSETUP_PATH="/opt/pysetup"
ENV FASTAPI_ENV=production
COPY --from=builder-base $PYSETUP_PATH $PYSETUP_PATH
COPY ./app /app/
COPY --from=builder-base /venv /venv
WORKDIR /
EXPOSE 8000
ENTRYPOINT ["/venv/bin/python"]
CMD ["-m", "uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"]
