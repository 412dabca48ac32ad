package dev.stagecraft.distil.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an nginx configuration asks for, as far as a file server can do it.
///
/// @param port the one that it listens on
/// @param root the folder with the files
/// @param fallback the file that answers for paths without a file (`try_files … /index.html`);
///   empty for an answer 404
/// @param notFound the page of `error_page 404`; empty for none
/// @param gzip whether answers are compressed
/// @param types what it says that files are
/// @param headers those that every answer has
/// @param refused the first directive that a file server cannot obey; absent when all can
/// @param ignored directives with no equal that change nothing essential
record NginxConfig(
        int port,
        String root,
        String fallback,
        String notFound,
        boolean gzip,
        MediaTypes types,
        Map<String, String> headers,
        Optional<Directive> refused,
        List<String> ignored) {
    /// A directive and where it stands.
    ///
    /// @param words its name and what follows, quotes removed
    /// @param line counted from 1
    /// @param written the line, without its indentation, cut off where it is long
    record Directive(List<String> words, int line, String written) {
        private static final int LONGEST = 120;

        Directive {
            String all = written.strip();
            written = all.length() <= LONGEST ? all : all.substring(0, LONGEST) + "…";
        }
    }

    /// What nginx does when only the files are copied.
    static final NginxConfig DEFAULT =
            new NginxConfig(
                    80,
                    "/usr/share/nginx/html",
                    "",
                    "",
                    false,
                    MediaTypes.NGINX,
                    Map.of(),
                    Optional.empty(),
                    List.of());

    /// What stands before the lines of a `types { }`, which are no directives.
    private static final String TYPE = "types/";

    private static final Set<String> KNOWN =
            Set.of(
                    "server",
                    "http",
                    "events",
                    "location",
                    "listen",
                    "root",
                    "alias",
                    "index",
                    "try_files",
                    "server_name",
                    "gzip",
                    "gzip_types",
                    "gzip_vary",
                    "gzip_min_length",
                    "gzip_comp_level",
                    "gzip_proxied",
                    "gzip_static",
                    "gzip_disable",
                    "gzip_buffers",
                    "gzip_http_version",
                    "add_header",
                    "error_page",
                    "include",
                    "default_type",
                    "types",
                    "sendfile",
                    "tcp_nopush",
                    "tcp_nodelay",
                    "keepalive_timeout",
                    "worker_processes",
                    "worker_connections",
                    "user",
                    "pid",
                    "error_log",
                    "access_log",
                    "log_format",
                    "server_tokens",
                    "charset",
                    "etag",
                    "autoindex",
                    "client_max_body_size",
                    "types_hash_max_size",
                    "internal",
                    "log_not_found",
                    "multi_accept",
                    "daemon",
                    "use",
                    "absolute_redirect",
                    "port_in_redirect",
                    "worker_rlimit_nofile");

    /// Reads a configuration file.
    static NginxConfig parse(String text) {
        int port = 80;
        String root = DEFAULT.root;
        String fallback = "";
        String notFound = "";
        boolean gzip = false;
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> ignored = new ArrayList<>();
        Optional<Directive> refused = Optional.empty();
        Map<String, String> listed = new LinkedHashMap<>();
        boolean whole = false;
        boolean included = false;
        String otherwise = "";
        String charset = "";
        boolean rooted = false;
        int locations = 0;
        for (Directive directive : directives(text)) {
            List<String> words = directive.words();
            String name = words.getFirst();
            List<String> rest = words.subList(1, words.size());
            switch (name) {
                case "listen" -> {
                    String address = rest.isEmpty() ? "80" : rest.getFirst();
                    String number =
                            address.substring(address.lastIndexOf(':') + 1).replaceAll("\\D", "");
                    if (rest.contains("ssl") || address.endsWith("443")) {
                        refused = refused.or(() -> Optional.of(directive));
                    } else if (!number.isEmpty() && !address.startsWith("[")) {
                        port = Integer.parseInt(number);
                    }
                }
                case "root" -> {
                    if (!rooted && !rest.isEmpty()) {
                        root = rest.getFirst();
                        rooted = true;
                    }
                }
                case "location" -> {
                    locations++;
                    boolean all = rest.size() == 1 && rest.getFirst().equals("/");
                    if (!all && !rest.contains("/50x.html")) {
                        ignored.add("location " + String.join(" ", rest));
                    }
                }
                case "try_files" -> {
                    // What is named before the first variable is a switch: it answers for all paths
                    // as long as it is there.
                    List<String> files = rest.stream().dropWhile(w -> !w.contains("$")).toList();
                    List<String> after =
                            (files.isEmpty() ? rest : files)
                                    .stream().filter(NginxConfig::namesFile).distinct().toList();
                    if (after.size() > 1) {
                        // Which of them is there decides.
                        refused = refused.or(() -> Optional.of(directive));
                    }
                    fallback = after.isEmpty() ? fallback : after.getFirst();
                    rest.stream()
                            .limit(files.isEmpty() ? 0 : rest.size() - files.size())
                            .filter(NginxConfig::namesFile)
                            .forEach(w -> ignored.add("try_files " + w));
                }
                case "error_page" -> {
                    if (rest.size() >= 2 && rest.contains("404")) {
                        notFound = rest.getLast();
                    }
                }
                case TYPE -> {
                    if (rest.size() >= 2) {
                        listed.put(String.join(" ", rest.subList(1, rest.size())), rest.getFirst());
                    }
                }
                case "http" -> whole = true;
                case "include" -> included |= rest.toString().contains("mime.types");
                case "default_type" -> otherwise = rest.isEmpty() ? otherwise : rest.getFirst();
                case "charset" ->
                        charset =
                                rest.isEmpty() || rest.getFirst().matches("off|\\$.*")
                                        ? ""
                                        : rest.getFirst();
                case "gzip" -> gzip |= rest.contains("on");
                case "add_header" -> {
                    if (rest.size() >= 2 && locations <= 1 && !rest.get(1).contains("$")) {
                        headers.put(rest.get(0), rest.get(1));
                    }
                }
                case "expires" -> ignored.add("expires " + String.join(" ", rest));
                default -> {
                    if (!KNOWN.contains(name) && !name.contains("/") && refused.isEmpty()) {
                        refused = Optional.of(directive);
                    }
                }
            }
        }
        // A `types { }` takes the place of the types that stand further out.
        MediaTypes types =
                !listed.isEmpty()
                        ? new MediaTypes(listed, MediaTypes.NGINX.otherwise())
                        : whole && !included ? MediaTypes.NGINX_BARE : MediaTypes.NGINX;
        types = otherwise.isEmpty() ? types : types.otherwise(otherwise);
        types = charset.isEmpty() ? types : types.nginxCharset(charset);
        return new NginxConfig(
                port, root, fallback, notFound, gzip, types, headers, refused, ignored);
    }

    private static boolean namesFile(String word) {
        return word.startsWith("/") && !word.contains("$");
    }

    /// The same on another port.
    NginxConfig on(int port) {
        return new NginxConfig(
                port, root, fallback, notFound, gzip, types, headers, refused, ignored);
    }

    /// Directives without comments: words up to `;`, `{` or `}`; quotes removed.
    private static List<Directive> directives(String text) {
        List<Directive> out = new ArrayList<>();
        List<String> lines = text.lines().toList();
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        int types = 0;
        int line = 1;
        int first = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line += c == '\n' ? 1 : 0;
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
                continue;
            }
            if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '#' && word.isEmpty()) {
                while (i + 1 < text.length() && text.charAt(i + 1) != '\n') {
                    i++;
                }
            } else if (c == ';' || c == '{' || c == '}' || Character.isWhitespace(c)) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                if (!Character.isWhitespace(c) && !words.isEmpty()) {
                    if (types != 0) {
                        words.addFirst(TYPE);
                    }
                    out.add(new Directive(words, first, lines.get(first - 1)));
                    if (c == '{' && words.getFirst().equals("types")) {
                        types = 1;
                    }
                    words = new ArrayList<>();
                }
                if (c == '}') {
                    types = 0;
                }
            } else {
                if (words.isEmpty() && word.isEmpty()) {
                    first = line;
                }
                word.append(c);
            }
        }
        return out;
    }
}
