FROM node:22-trixie AS build
ENV LANG=en_US.UTF-8
RUN apt-get update && apt-get install -y locales curl gnupg && locale-gen en_US.UTF-8
WORKDIR /srv
COPY . .
RUN npm install --production

FROM gcr.io/distroless/nodejs22-debian13:nonroot
WORKDIR /srv
COPY --from=build /srv /srv
COPY --from=build /usr/lib/locale /usr/lib/locale
ENV LANG=en_US.UTF-8
CMD ["index.js"]
