FROM ubuntu:22.04 AS build
RUN apt-get update && apt-get install -y --no-install-recommends g++ cmake make && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN cmake -B build && cmake --build build

FROM gcr.io/distroless/cc-debian13:nonroot
COPY --from=build /src/build/sum /usr/local/bin/sum
ENTRYPOINT ["sum"]
