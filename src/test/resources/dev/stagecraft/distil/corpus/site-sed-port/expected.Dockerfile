FROM nginx AS build
COPY index.html /usr/share/nginx/html/index.html
RUN sed -i 's/listen  .*80/listen 8080/' /etc/nginx/conf.d/default.conf

# A file server in the place of nginx: it serves /srv on port 8080
FROM golang:1-trixie AS server
WORKDIR /src
RUN printf '%s\n' \
    'package main' \
    'import (' \
    '  "log"' \
    '  "net/http"' \
    '  "os"' \
    '  "path"' \
    '  "path/filepath"' \
    ')' \
    'const root = "/srv"' \
    'func find(url string) (string, bool) {' \
    '  name := filepath.Join(root, filepath.FromSlash(path.Clean("/" + url)))' \
    '  info, err := os.Stat(name)' \
    '  if err == nil && info.IsDir() {' \
    '    name = filepath.Join(name, "index.html")' \
    '    info, err = os.Stat(name)' \
    '  }' \
    '  return name, err == nil && info.Mode().IsRegular()' \
    '}' \
    'func handle(w http.ResponseWriter, r *http.Request) {' \
    '  if r.Method != http.MethodGet && r.Method != http.MethodHead {' \
    '    http.Error(w, "405 method not allowed", http.StatusMethodNotAllowed)' \
    '    return' \
    '  }' \
    '  name, ok := find(r.URL.Path)' \
    '  if !ok {' \
    '    http.Error(w, "404 not found", http.StatusNotFound)' \
    '    return' \
    '  }' \
    '  file, err := os.Open(name)' \
    '  if err != nil {' \
    '    http.Error(w, "403 forbidden", http.StatusForbidden)' \
    '    return' \
    '  }' \
    '  defer file.Close()' \
    '  if info, err := file.Stat(); err == nil {' \
    '    http.ServeContent(w, r, name, info.ModTime(), file)' \
    '  }' \
    '}' \
    'func main() {' \
    '  log.Print("serving " + root + " on port 8080")' \
    '  log.Fatal(http.ListenAndServe(":8080", http.HandlerFunc(handle)))' \
    '}' \
    > main.go \
    && CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /server main.go

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /usr/share/nginx/html /srv
COPY --from=server /server /server
EXPOSE 8080
CMD ["/server"]
