from node:22-trixie as build
workdir /srv/app
copy . .
run yarn install
run yarn install --production --ignore-scripts --prefer-offline

from gcr.io/distroless/nodejs22-debian13:nonroot
workdir /srv/app
copy --from=build /srv/app /srv/app
expose 5000
env PORT=5000
cmd ["."]
