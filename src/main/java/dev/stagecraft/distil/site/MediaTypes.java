package dev.stagecraft.distil.site;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What a web server says that a file is, by the end of its name: the `Content-Type` of an answer.
/// The server that takes another's place says the same as that one did, because browsers refuse
/// scripts and styles of another type and read a page in another character set.
///
/// @param byEnd media types, each by the ends of names without the dot, separated by spaces
/// @param otherwise of all other files; empty where the type is told from the content
record MediaTypes(Map<String, String> byEnd, String otherwise) {
    /// Those that nginx adds a configured character set to (`charset_types`).
    private static final Set<String> NGINX_CHARSET =
            Set.of(
                    "text/html",
                    "text/xml",
                    "text/plain",
                    "text/vnd.wap.wml",
                    "application/javascript",
                    "application/rss+xml");

    /// What nginx knows with no `mime.types`.
    static final MediaTypes NGINX_BARE =
            read(
                    "text/plain",
                    """
                    text/html html
                    image/gif gif
                    image/jpeg jpg
                    """);

    private static final String COMMON =
            """
            text/html html htm shtml
            text/css css
            text/xml xml
            text/plain txt
            image/avif avif
            image/gif gif
            image/jpeg jpeg jpg
            image/png png
            image/svg+xml svg svgz
            image/tiff tif tiff
            image/webp webp
            image/x-icon ico
            font/woff woff
            font/woff2 woff2
            application/json json
            application/wasm wasm
            application/atom+xml atom
            application/rss+xml rss
            application/xhtml+xml xhtml
            application/pdf pdf
            application/zip zip
            application/vnd.ms-fontobject eot
            application/vnd.apple.mpegurl m3u8
            audio/mpeg mp3
            audio/ogg ogg
            audio/x-m4a m4a
            video/mp2t ts
            video/mp4 mp4
            video/mpeg mpeg mpg
            video/ogg ogv
            video/quicktime mov
            video/webm webm
            """;

    /// What nginx's packages bring as `mime.types`.
    static final MediaTypes NGINX =
            read(
                    "application/octet-stream",
                    COMMON
                            + """
                            application/javascript js
                            application/rtf rtf
                            application/postscript ps eps ai
                            application/msword doc
                            application/vnd.ms-excel xls
                            application/vnd.ms-powerpoint ppt
                            application/vnd.oasis.opendocument.graphics odg
                            application/vnd.oasis.opendocument.presentation odp
                            application/vnd.oasis.opendocument.spreadsheet ods
                            application/vnd.oasis.opendocument.text odt
                            application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
                            application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
                            application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
                            application/vnd.google-earth.kml+xml kml
                            application/vnd.google-earth.kmz kmz
                            application/vnd.wap.wmlc wmlc
                            application/java-archive jar war ear
                            application/x-7z-compressed 7z
                            application/x-java-archive-diff jardiff
                            application/x-java-jnlp-file jnlp
                            application/x-perl pl pm
                            application/x-pilot prc pdb
                            application/x-rar-compressed rar
                            application/x-redhat-package-manager rpm
                            application/x-shockwave-flash swf
                            application/x-x509-ca-cert der pem crt
                            application/x-xpinstall xpi
                            application/xspf+xml xspf
                            text/mathml mml
                            text/vnd.sun.j2me.app-descriptor jad
                            text/vnd.wap.wml wml
                            text/x-component htc
                            image/vnd.wap.wbmp wbmp
                            image/x-jng jng
                            image/x-ms-bmp bmp
                            audio/midi mid midi kar
                            audio/x-realaudio ra
                            video/3gpp 3gpp 3gp
                            video/x-flv flv
                            video/x-m4v m4v
                            video/x-mng mng
                            video/x-ms-asf asx asf
                            video/x-ms-wmv wmv
                            video/x-msvideo avi
                            """);

    /// What Apache and the development servers say: newer names, and no type that they do not know.
    static final MediaTypes WEB =
            read(
                    "",
                    COMMON
                            + """
                            text/javascript js mjs
                            application/json map
                            application/manifest+json webmanifest
                            font/ttf ttf
                            font/otf otf
                            """);

    MediaTypes {
        byEnd = Collections.unmodifiableMap(new LinkedHashMap<>(byEnd));
    }

    private static MediaTypes read(String otherwise, String lines) {
        Map<String, String> types = new LinkedHashMap<>();
        lines.lines()
                .map(String::strip)
                .forEach(line -> {
                    int space = line.indexOf(' ');
                    types.put(line.substring(space + 1), line.substring(0, space));
                });
        return new MediaTypes(types, otherwise);
    }

    MediaTypes otherwise(String type) {
        return new MediaTypes(byEnd, type);
    }

    /// The same with nginx's `charset` added where nginx adds it.
    MediaTypes nginxCharset(String charset) {
        return charset(charset, NGINX_CHARSET);
    }

    /// The same with a character set for every kind of text.
    MediaTypes charset(String charset) {
        Set<String> texts = new TreeSet<>(Set.of("application/json", "application/manifest+json"));
        byEnd.values().stream().filter(t -> t.startsWith("text/")).forEach(texts::add);
        return charset(charset, texts);
    }

    private MediaTypes charset(String charset, Set<String> texts) {
        Map<String, String> types = new LinkedHashMap<>();
        byEnd.forEach((ends, type) ->
                types.put(ends, texts.contains(type) ? type + "; charset=" + charset : type));
        String other = texts.contains(otherwise) ? otherwise + "; charset=" + charset : otherwise;
        return new MediaTypes(types, other);
    }

    /// `html htm=text/html|css=text/css`, cut into pieces of about a line.
    List<String> pieces() {
        List<String> out = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        String separator = "";
        for (Map.Entry<String, String> type : byEnd.entrySet()) {
            String one = type.getKey() + "=" + type.getValue();
            line.append(separator);
            if (!line.isEmpty() && line.length() + one.length() > 96) {
                out.add(line.toString());
                line.setLength(0);
            }
            line.append(one);
            separator = "|";
        }
        out.add(line.toString());
        return out;
    }
}
