FROM node:24-trixie-slim AS build
WORKDIR /usr/src/app
ENV NODE_ENV=production LOG_LEVEL=info
COPY package.json ./
RUN npm install --omit=dev && npm cache clean --force
COPY . .
COPY docker/entrypoint.sh /entrypoint.sh
RUN chmod +x /entrypoint.sh

FROM gcr.io/distroless/nodejs24-debian13:nonroot
WORKDIR /usr/src/app
COPY --from=build /usr/src/app /usr/src/app
ENV NODE_ENV=production LOG_LEVEL=info
EXPOSE 3000
ENTRYPOINT ["/nodejs/bin/node", "--enable-source-maps", "server.js"]
