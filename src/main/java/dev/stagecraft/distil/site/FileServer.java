package dev.stagecraft.distil.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The source of a static file server in Go, written into a RUN line by line: it needs nothing but
/// Go's own library, so that a builder without here-documents or a network makes it as well.
final class FileServer {
    private FileServer() {}

    /// The program.
    ///
    /// @param config what it serves and how
    static List<String> source(NginxConfig config) {
        int port = config.port();
        String fallback = config.fallback();
        String notFound = config.notFound();
        boolean gzip = config.gzip();
        Map<String, String> headers = config.headers();
        MediaTypes types = config.types();
        List<String> out = new ArrayList<>();
        out.add("package main");
        out.add("import (");
        if (gzip) {
            out.add("\t\"compress/gzip\"");
        }
        out.add("\t\"log\"");
        out.add("\t\"net/http\"");
        out.add("\t\"os\"");
        out.add("\t\"path\"");
        out.add("\t\"path/filepath\"");
        out.add("\t\"slices\"");
        out.add("\t\"strings\"");
        out.add(")");
        out.add("const root = \"/srv\"");
        List<String> pieces = types.pieces();
        for (int i = 0; i < pieces.size(); i++) {
            out.add(
                    (i == 0 ? "const types = " : "\t")
                            + go(pieces.get(i))
                            + (i + 1 < pieces.size() ? " +" : ""));
        }
        out.add("func kind(name string) string {");
        out.add("\tend := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), \".\"))");
        out.add("\tfor _, group := range strings.Split(types, \"|\") {");
        out.add("\t\tends, kind, _ := strings.Cut(group, \"=\")");
        out.add("\t\tif slices.Contains(strings.Fields(ends), end) {");
        out.add("\t\t\treturn kind");
        out.add("\t\t}");
        out.add("\t}");
        out.add("\treturn " + go(types.otherwise()));
        out.add("}");
        out.add("func find(url string) (string, bool) {");
        out.add("\tname := filepath.Join(root, filepath.FromSlash(path.Clean(\"/\" + url)))");
        out.add("\tinfo, err := os.Stat(name)");
        out.add("\tif err == nil && info.IsDir() {");
        out.add("\t\tname = filepath.Join(name, \"index.html\")");
        out.add("\t\tinfo, err = os.Stat(name)");
        out.add("\t}");
        out.add("\treturn name, err == nil && info.Mode().IsRegular()");
        out.add("}");
        out.add("func serve(w http.ResponseWriter, name string, status int) {");
        out.add("\tbody, err := os.ReadFile(name)");
        out.add("\tif err != nil {");
        out.add("\t\thttp.Error(w, \"404 not found\", http.StatusNotFound)");
        out.add("\t\treturn");
        out.add("\t}");
        setKind(out, types, "\t");
        out.add("\tw.WriteHeader(status)");
        out.add("\tw.Write(body)");
        out.add("}");
        if (gzip) {
            out.add("type zipped struct {");
            out.add("\thttp.ResponseWriter");
            out.add("\tout *gzip.Writer");
            out.add("}");
            out.add("func (z *zipped) WriteHeader(status int) {");
            out.add("\tkind := z.Header().Get(\"Content-Type\")");
            out.add(
                    "\ttext := strings.HasPrefix(kind, \"text/\") || strings.Contains(kind, \"javascript\") || strings.Contains(kind, \"json\") || strings.Contains(kind, \"xml\")");
            out.add("\tif status == http.StatusOK && text {");
            out.add("\t\tz.Header().Del(\"Content-Length\")");
            out.add("\t\tz.Header().Del(\"Accept-Ranges\")");
            out.add("\t\tz.Header().Set(\"Content-Encoding\", \"gzip\")");
            out.add("\t\tz.Header().Add(\"Vary\", \"Accept-Encoding\")");
            out.add("\t\tz.out = gzip.NewWriter(z.ResponseWriter)");
            out.add("\t}");
            out.add("\tz.ResponseWriter.WriteHeader(status)");
            out.add("}");
            out.add("func (z *zipped) Write(b []byte) (int, error) {");
            out.add("\tif z.out != nil {");
            out.add("\t\treturn z.out.Write(b)");
            out.add("\t}");
            out.add("\treturn z.ResponseWriter.Write(b)");
            out.add("}");
        }
        out.add("func handle(w http.ResponseWriter, r *http.Request) {");
        headers.forEach((k, v) -> out.add("\tw.Header().Set(" + go(k) + ", " + go(v) + ")"));
        out.add("\tif r.Method != http.MethodGet && r.Method != http.MethodHead {");
        out.add("\t\thttp.Error(w, \"405 method not allowed\", http.StatusMethodNotAllowed)");
        out.add("\t\treturn");
        out.add("\t}");
        if (gzip) {
            out.add(
                    "\tif strings.Contains(r.Header.Get(\"Accept-Encoding\"), \"gzip\") && r.Header.Get(\"Range\") == \"\" && r.Method == http.MethodGet {");
            out.add("\t\tz := &zipped{ResponseWriter: w}");
            out.add("\t\tdefer func() {");
            out.add("\t\t\tif z.out != nil {");
            out.add("\t\t\t\tz.out.Close()");
            out.add("\t\t\t}");
            out.add("\t\t}()");
            out.add("\t\tw = z");
            out.add("\t}");
        }
        out.add("\tname, ok := find(r.URL.Path)");
        out.add("\tif !ok {");
        if (!fallback.isEmpty()) {
            out.add("\t\tserve(w, filepath.Join(root, " + go(fallback) + "), http.StatusOK)");
        } else if (!notFound.isEmpty()) {
            out.add("\t\tserve(w, filepath.Join(root, " + go(notFound) + "), http.StatusNotFound)");
        } else {
            out.add("\t\thttp.Error(w, \"404 not found\", http.StatusNotFound)");
        }
        out.add("\t\treturn");
        out.add("\t}");
        out.add("\tfile, err := os.Open(name)");
        out.add("\tif err != nil {");
        out.add("\t\thttp.Error(w, \"403 forbidden\", http.StatusForbidden)");
        out.add("\t\treturn");
        out.add("\t}");
        out.add("\tdefer file.Close()");
        setKind(out, types, "\t");
        out.add("\tif info, err := file.Stat(); err == nil {");
        out.add("\t\thttp.ServeContent(w, r, name, info.ModTime(), file)");
        out.add("\t}");
        out.add("}");
        out.add("func main() {");
        out.add("\tlog.Print(\"serving \" + root + \" on port " + port + "\")");
        out.add("\tlog.Fatal(http.ListenAndServe(\":" + port + "\", http.HandlerFunc(handle)))");
        out.add("}");
        if (fallback.isEmpty() && notFound.isEmpty()) {
            // Nothing calls serve then, and Go counts functions, not uses: it may stay out.
            int from = out.indexOf("func serve(w http.ResponseWriter, name string, status int) {");
            int to = from;
            while (!out.get(to).equals("}")) {
                to++;
            }
            out.subList(from, to + 1).clear();
        }
        return out;
    }

    private static void setKind(List<String> out, MediaTypes types, String indent) {
        if (types.otherwise().isEmpty()) {
            // With no header set, Go tells the type from the content.
            out.add(indent + "if kind := kind(name); kind != \"\" {");
            out.add(indent + "\tw.Header().Set(\"Content-Type\", kind)");
            out.add(indent + "}");
        } else {
            out.add(indent + "w.Header().Set(\"Content-Type\", kind(name))");
        }
    }

    /// A Go string; no character of it ends the shell's single quotes.
    private static String go(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\'' || c < 0x20) {
                out.append(String.format("\\x%02x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /// The RUN that writes and builds it.
    static String run(List<String> source, char escape) {
        // One format for all lines, so that no character of them means anything to printf.
        StringBuilder out =
                new StringBuilder("RUN printf ")
                        .append("'%s")
                        .append("\\n' ")
                        .append(escape)
                        .append('\n');
        for (String line : source) {
            out.append("    '")
                    .append(line.replace("\t", "  "))
                    .append("' ")
                    .append(escape)
                    .append('\n');
        }
        return out.append("    > main.go ")
                .append(escape)
                .append(
                        "\n    && CGO_ENABLED=0 go build -trimpath -ldflags=\"-s -w\" -o /server main.go")
                .toString();
    }
}
