FROM node:16-alpine as builder
WORKDIR /app
COPY package.json .
RUN npm install
COPY . .
RUN npm run build

FROM node:16-alpine AS build
WORKDIR /app
COPY --from=builder /app/build .

# A file server in the place of the development server: it serves /srv on port 3000
FROM golang:1-trixie AS server
WORKDIR /src
RUN printf '%s\n' \
    'package main' \
    'import (' \
    '  "compress/gzip"' \
    '  "log"' \
    '  "net/http"' \
    '  "os"' \
    '  "path"' \
    '  "path/filepath"' \
    '  "slices"' \
    '  "strings"' \
    ')' \
    'const root = "/srv"' \
    'const types = "html htm shtml=text/html; charset=utf-8|css=text/css; charset=utf-8|xml=text/xml; charset=utf-8|" +' \
    '  "txt=text/plain; charset=utf-8|avif=image/avif|gif=image/gif|jpeg jpg=image/jpeg|png=image/png|" +' \
    '  "svg svgz=image/svg+xml|tif tiff=image/tiff|webp=image/webp|ico=image/x-icon|woff=font/woff|" +' \
    '  "woff2=font/woff2|json=application/json; charset=utf-8|wasm=application/wasm|" +' \
    '  "atom=application/atom+xml|rss=application/rss+xml|xhtml=application/xhtml+xml|" +' \
    '  "pdf=application/pdf|zip=application/zip|eot=application/vnd.ms-fontobject|" +' \
    '  "m3u8=application/vnd.apple.mpegurl|mp3=audio/mpeg|ogg=audio/ogg|m4a=audio/x-m4a|ts=video/mp2t|" +' \
    '  "mp4=video/mp4|mpeg mpg=video/mpeg|ogv=video/ogg|mov=video/quicktime|webm=video/webm|" +' \
    '  "js mjs=text/javascript; charset=utf-8|map=application/json; charset=utf-8|" +' \
    '  "webmanifest=application/manifest+json; charset=utf-8|ttf=font/ttf|otf=font/otf"' \
    'func kind(name string) string {' \
    '  end := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))' \
    '  for _, group := range strings.Split(types, "|") {' \
    '    ends, kind, _ := strings.Cut(group, "=")' \
    '    if slices.Contains(strings.Fields(ends), end) {' \
    '      return kind' \
    '    }' \
    '  }' \
    '  return ""' \
    '}' \
    'func find(url string) (string, bool) {' \
    '  name := filepath.Join(root, filepath.FromSlash(path.Clean("/" + url)))' \
    '  info, err := os.Stat(name)' \
    '  if err == nil && info.IsDir() {' \
    '    name = filepath.Join(name, "index.html")' \
    '    info, err = os.Stat(name)' \
    '  }' \
    '  return name, err == nil && info.Mode().IsRegular()' \
    '}' \
    'func serve(w http.ResponseWriter, name string, status int) {' \
    '  body, err := os.ReadFile(name)' \
    '  if err != nil {' \
    '    http.Error(w, "404 not found", http.StatusNotFound)' \
    '    return' \
    '  }' \
    '  if kind := kind(name); kind != "" {' \
    '    w.Header().Set("Content-Type", kind)' \
    '  }' \
    '  w.WriteHeader(status)' \
    '  w.Write(body)' \
    '}' \
    'type zipped struct {' \
    '  http.ResponseWriter' \
    '  out *gzip.Writer' \
    '}' \
    'func (z *zipped) WriteHeader(status int) {' \
    '  kind := z.Header().Get("Content-Type")' \
    '  text := strings.HasPrefix(kind, "text/") || strings.Contains(kind, "javascript") || strings.Contains(kind, "json") || strings.Contains(kind, "xml")' \
    '  if status == http.StatusOK && text {' \
    '    z.Header().Del("Content-Length")' \
    '    z.Header().Del("Accept-Ranges")' \
    '    z.Header().Set("Content-Encoding", "gzip")' \
    '    z.Header().Add("Vary", "Accept-Encoding")' \
    '    z.out = gzip.NewWriter(z.ResponseWriter)' \
    '  }' \
    '  z.ResponseWriter.WriteHeader(status)' \
    '}' \
    'func (z *zipped) Write(b []byte) (int, error) {' \
    '  if z.out != nil {' \
    '    return z.out.Write(b)' \
    '  }' \
    '  return z.ResponseWriter.Write(b)' \
    '}' \
    'func handle(w http.ResponseWriter, r *http.Request) {' \
    '  if r.Method != http.MethodGet && r.Method != http.MethodHead {' \
    '    http.Error(w, "405 method not allowed", http.StatusMethodNotAllowed)' \
    '    return' \
    '  }' \
    '  if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") && r.Header.Get("Range") == "" && r.Method == http.MethodGet {' \
    '    z := &zipped{ResponseWriter: w}' \
    '    defer func() {' \
    '      if z.out != nil {' \
    '        z.out.Close()' \
    '      }' \
    '    }()' \
    '    w = z' \
    '  }' \
    '  name, ok := find(r.URL.Path)' \
    '  if !ok {' \
    '    serve(w, filepath.Join(root, "index.html"), http.StatusOK)' \
    '    return' \
    '  }' \
    '  file, err := os.Open(name)' \
    '  if err != nil {' \
    '    http.Error(w, "403 forbidden", http.StatusForbidden)' \
    '    return' \
    '  }' \
    '  defer file.Close()' \
    '  if kind := kind(name); kind != "" {' \
    '    w.Header().Set("Content-Type", kind)' \
    '  }' \
    '  if info, err := file.Stat(); err == nil {' \
    '    http.ServeContent(w, r, name, info.ModTime(), file)' \
    '  }' \
    '}' \
    'func main() {' \
    '  log.Print("serving " + root + " on port 3000")' \
    '  log.Fatal(http.ListenAndServe(":3000", http.HandlerFunc(handle)))' \
    '}' \
    > main.go \
    && CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /server main.go

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /app /srv
COPY --from=server /server /server
EXPOSE 3000
CMD ["/server"]
