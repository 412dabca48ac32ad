FROM debian:trixie AS build

RUN apt-get update && apt-get install -y python3 python3-pip python3-setuptools

WORKDIR /app

COPY . .

RUN python3 setup.py build

FROM gcr.io/distroless/python3-debian13:nonroot
WORKDIR /app
COPY --from=build /app /app

CMD ["calculator.py"]
