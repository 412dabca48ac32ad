FROM node:24-trixie-slim AS build

RUN npm install -g nodemon

WORKDIR /app

COPY package.json .
COPY package-lock.json* .

RUN npm install
RUN mv /app/node_modules /node_modules

COPY . .

FROM gcr.io/distroless/nodejs24-debian13:nonroot
WORKDIR /app
COPY --from=build /app /app
COPY --from=build /node_modules /node_modules

CMD ["app.js"]
