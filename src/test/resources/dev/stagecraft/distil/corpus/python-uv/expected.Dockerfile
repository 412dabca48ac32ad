FROM python:3.13-slim-trixie AS build
COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/uv
WORKDIR /app
COPY pyproject.toml uv.lock ./
# A virtual environment whose python has the same path here and in the final stage
RUN ln -s /usr/local/bin/python3.13 /usr/bin/python3.13 \
    && /usr/bin/python3.13 -m venv /venv
ENV VIRTUAL_ENV=/venv PATH=/venv/bin:$PATH
ENV UV_PROJECT_ENVIRONMENT=/venv
RUN uv sync --frozen --no-dev
COPY . .

FROM gcr.io/distroless/python3-debian13:nonroot
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
ENTRYPOINT ["/venv/bin/python"]
CMD ["-m", "uvicorn", "app.main:app", "--host", "0.0.0.0"]
