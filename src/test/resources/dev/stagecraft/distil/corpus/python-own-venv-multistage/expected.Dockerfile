FROM python:3.13-slim-trixie AS builder

# The path that Python has in the final stage
RUN ln -s /usr/local/bin/python3.13 /usr/bin/python3.13
RUN /usr/bin/python3.13 -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"

COPY requirements.txt .
RUN pip install -r requirements.txt

FROM gcr.io/distroless/python3-debian13:nonroot AS runtime

COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"

WORKDIR /srv
COPY --chown=1001:1001 app.py .
USER 1001
EXPOSE 5000
ENTRYPOINT ["/opt/venv/bin/python", "-m", "flask", "run"]
CMD ["--host=0.0.0.0"]
