FROM php:8.2-fpm AS php

FROM python:3.13-trixie AS build
RUN pip install pipenv
WORKDIR /app
COPY Pipfile Pipfile.lock ./
# A virtual environment whose python has the same path here and in the final stage
RUN ln -s /usr/local/bin/python3.13 /usr/bin/python3.13 \
    && /usr/bin/python3.13 -m venv /venv
ENV VIRTUAL_ENV=/venv PATH=/venv/bin:$PATH
RUN pipenv install --deploy
COPY . .

FROM gcr.io/distroless/python3-debian13:nonroot
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
ENTRYPOINT ["/venv/bin/python"]
CMD ["-m", "celery", "-A", "tasks", "worker"]
