FROM python:3.13-slim-trixie AS build
WORKDIR /app
COPY . .

FROM gcr.io/distroless/python3-debian13:nonroot
WORKDIR /app
COPY --from=build /app /app
CMD ["main.py"]
