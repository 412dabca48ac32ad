# A file server in the place of nginx: it serves /srv on port 80
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
    '  "slices"' \
    '  "strings"' \
    ')' \
    'const root = "/srv"' \
    'const types = "html htm shtml=text/html|css=text/css|xml=text/xml|txt=text/plain|avif=image/avif|gif=image/gif|" +' \
    '  "jpeg jpg=image/jpeg|png=image/png|svg svgz=image/svg+xml|tif tiff=image/tiff|webp=image/webp|" +' \
    '  "ico=image/x-icon|woff=font/woff|woff2=font/woff2|json=application/json|wasm=application/wasm|" +' \
    '  "atom=application/atom+xml|rss=application/rss+xml|xhtml=application/xhtml+xml|" +' \
    '  "pdf=application/pdf|zip=application/zip|eot=application/vnd.ms-fontobject|" +' \
    '  "m3u8=application/vnd.apple.mpegurl|mp3=audio/mpeg|ogg=audio/ogg|m4a=audio/x-m4a|ts=video/mp2t|" +' \
    '  "mp4=video/mp4|mpeg mpg=video/mpeg|ogv=video/ogg|mov=video/quicktime|webm=video/webm|" +' \
    '  "js=application/javascript|rtf=application/rtf|ps eps ai=application/postscript|" +' \
    '  "doc=application/msword|xls=application/vnd.ms-excel|ppt=application/vnd.ms-powerpoint|" +' \
    '  "odg=application/vnd.oasis.opendocument.graphics|" +' \
    '  "odp=application/vnd.oasis.opendocument.presentation|" +' \
    '  "ods=application/vnd.oasis.opendocument.spreadsheet|odt=application/vnd.oasis.opendocument.text|" +' \
    '  "pptx=application/vnd.openxmlformats-officedocument.presentationml.presentation|" +' \
    '  "xlsx=application/vnd.openxmlformats-officedocument.spreadsheetml.sheet|" +' \
    '  "docx=application/vnd.openxmlformats-officedocument.wordprocessingml.document|" +' \
    '  "kml=application/vnd.google-earth.kml+xml|kmz=application/vnd.google-earth.kmz|" +' \
    '  "wmlc=application/vnd.wap.wmlc|jar war ear=application/java-archive|" +' \
    '  "7z=application/x-7z-compressed|jardiff=application/x-java-archive-diff|" +' \
    '  "jnlp=application/x-java-jnlp-file|pl pm=application/x-perl|prc pdb=application/x-pilot|" +' \
    '  "rar=application/x-rar-compressed|rpm=application/x-redhat-package-manager|" +' \
    '  "swf=application/x-shockwave-flash|der pem crt=application/x-x509-ca-cert|" +' \
    '  "xpi=application/x-xpinstall|xspf=application/xspf+xml|mml=text/mathml|" +' \
    '  "jad=text/vnd.sun.j2me.app-descriptor|wml=text/vnd.wap.wml|htc=text/x-component|" +' \
    '  "wbmp=image/vnd.wap.wbmp|jng=image/x-jng|bmp=image/x-ms-bmp|mid midi kar=audio/midi|" +' \
    '  "ra=audio/x-realaudio|3gpp 3gp=video/3gpp|flv=video/x-flv|m4v=video/x-m4v|mng=video/x-mng|" +' \
    '  "asx asf=video/x-ms-asf|wmv=video/x-ms-wmv|avi=video/x-msvideo"' \
    'func kind(name string) string {' \
    '  end := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))' \
    '  for _, group := range strings.Split(types, "|") {' \
    '    ends, kind, _ := strings.Cut(group, "=")' \
    '    if slices.Contains(strings.Fields(ends), end) {' \
    '      return kind' \
    '    }' \
    '  }' \
    '  return "application/octet-stream"' \
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
    '  w.Header().Set("Content-Type", kind(name))' \
    '  if info, err := file.Stat(); err == nil {' \
    '    http.ServeContent(w, r, name, info.ModTime(), file)' \
    '  }' \
    '}' \
    'func main() {' \
    '  log.Print("serving " + root + " on port 80")' \
    '  log.Fatal(http.ListenAndServe(":80", http.HandlerFunc(handle)))' \
    '}' \
    > main.go \
    && CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /server main.go

FROM gcr.io/distroless/static-debian13:nonroot
COPY html /srv
COPY --from=server /server /server
EXPOSE 80
CMD ["/server"]
