FROM debian:trixie AS build
RUN apt-get update -y
RUN apt-get install -y python3 python3-pip python3-setuptools
COPY . /app
RUN cd /app && python3 setup.py build

FROM gcr.io/distroless/python3-debian13:nonroot
COPY --from=build /app /app
CMD ["/app/calculator.py"]
