FROM python:3.13-slim-trixie AS build
COPY . /src
# A virtual environment whose python has the same path here and in the final stage
RUN ln -s /usr/local/bin/python3.13 /usr/bin/python3.13 \
    && /usr/bin/python3.13 -m venv /venv
ENV PATH=/venv/bin:$PATH
RUN pip install /src

FROM gcr.io/distroless/python3-debian13:nonroot
COPY --from=build /venv /venv
COPY --from=build /src /src
ENTRYPOINT ["/venv/bin/python", "-c", "import sys; from greet.cli import main; sys.argv[0] = 'greet'; sys.exit(main())"]
CMD ["you"]
