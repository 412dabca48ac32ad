FROM python:3.13-trixie AS build
RUN apt-get update && apt-get install -y postgresql-client
WORKDIR /code
COPY requirements.txt /code/
# A virtual environment whose python has the same path here and in the final stage
RUN ln -s /usr/local/bin/python3.13 /usr/bin/python3.13 \
    && /usr/bin/python3.13 -m venv /venv
ENV PATH=/venv/bin:$PATH
RUN pip install -r requirements.txt
COPY . /code/

FROM gcr.io/distroless/python3-debian13:nonroot
WORKDIR /code
COPY --from=build /venv /venv
COPY --from=build /code /code
ENTRYPOINT ["/venv/bin/python"]
CMD ["manage.py", "runserver", "0.0.0.0:8000"]
