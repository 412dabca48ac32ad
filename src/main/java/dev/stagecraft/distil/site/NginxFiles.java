package dev.stagecraft.distil.site;

import dev.stagecraft.distil.plan.RefusedException;
import dev.stagecraft.distil.project.Place;
import dev.stagecraft.distil.rewrite.Situation;
import dev.stagecraft.distil.source.BaseImage;
import dev.stagecraft.distil.source.Paths;
import dev.stagecraft.distil.source.Transferred;
import dev.stagecraft.dockerfile.Heredoc;
import dev.stagecraft.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The configuration files of a web server that the target copies.
final class NginxFiles {
    private static final String START_SCRIPTS = "/docker-entrypoint.d";
    private static final String APACHE_CONFIG = "/usr/local/apache2/conf";
    private static final Pattern APACHE_EDIT =
            Pattern.compile("apache2/conf|\\bhttpd\\.conf\\b|\\ba2en(?:mod|site|conf)\\b");

    private NginxFiles() {}

    /// What they ask for, read in nginx's order of importance.
    ///
    /// @throws RefusedException when a file server cannot do it
    static NginxConfig read(Situation s) {
        refuseStartScripts(s);
        if (s.target().base().kind() == BaseImage.Kind.HTTPD) {
            refuseApacheConfig(s);
            return new NginxConfig(
                    80,
                    "/usr/local/apache2/htdocs",
                    "",
                    "",
                    false,
                    MediaTypes.WEB,
                    Map.of(),
                    Optional.empty(),
                    List.of());
        }
        if (s.target().base().kind() == BaseImage.Kind.CADDY) {
            throw Situation.refuse(
                    "The site is served by Caddy.",
                    "Caddy is one static binary: COPY --from=caddy:2 /usr/bin/caddy /caddy into gcr.io/distroless/static-debian13, and start it with caddy run.");
        }
        NginxConfig found = NginxConfig.DEFAULT;
        for (SourceConfig file : configs(s)) {
            if (file.template()) {
                throw refused(
                        "templates that a start script fills with envsubst (" + file.file() + ")",
                        file.by());
            }
            NginxConfig read = NginxConfig.parse(file.text());
            if (read.refused().isPresent()) {
                NginxConfig.Directive no = read.refused().get();
                throw refused(
                        "`"
                                + no.words().getFirst()
                                + "` at "
                                + file.at(no.line())
                                + ": `"
                                + no.written()
                                + "`",
                        file.by());
            }
            found = read;
        }
        for (Instruction i : s.target().body()) {
            if (i instanceof Instruction.Run r
                    && Situation.text(r).contains("/etc/nginx")
                    && !Situation.steps(r).stream().allMatch(NginxEdit::changesNothing)) {
                Optional<Integer> port =
                        exposed(s)
                                .filter(p ->
                                        Situation.text(r).contains(Integer.toString(p))
                                                && Situation.steps(r).stream()
                                                        .allMatch(NginxEdit::changesPortAtMost));
                if (port.isEmpty()) {
                    throw refused("changes that a RUN makes to it", r);
                }
                found = found.on(port.get());
            }
        }
        boolean envsubst = s.start().argv().contains("envsubst") || s.anyRun("envsubst");
        if (envsubst) {
            throw refused("envsubst", s.target().from());
        }
        return found;
    }

    /// Apache's image serves one folder with the configuration that it has.
    private static void refuseApacheConfig(Situation s) {
        for (Instruction i : s.target().body()) {
            boolean copied =
                    s.file().transfers(s.target()).stream()
                            .filter(t -> t.instruction().equals(i))
                            .anyMatch(t -> Paths.within(t.destination(), APACHE_CONFIG));
            if (copied
                    || (i instanceof Instruction.Run r
                            && APACHE_EDIT.matcher(Situation.text(r)).find())) {
                throw Situation.refuse(
                        "Apache httpd has a configuration of its own here, which the file server does not read.",
                        "Keep Apache httpd, or serve the files with a configuration of nginx that only has what a file server can do.",
                        i);
            }
        }
    }

    /// nginx's image runs what lies in a folder before it starts.
    private static void refuseStartScripts(Situation s) {
        for (Transferred t : s.file().transfers(s.target())) {
            if (Paths.within(t.destination(), START_SCRIPTS)) {
                throw Situation.refuse(
                        "nginx's image runs "
                                + String.join(", ", t.sources())
                                + " at every start, and a file server runs no scripts.",
                        "Write what the script writes while building; or keep nginx, as a user that is not root: FROM nginxinc/nginx-unprivileged:stable-alpine with the same files.",
                        t.instruction());
            }
        }
    }

    private static RefusedException refused(String what, Instruction by) {
        return Situation.refuse(
                "The server's configuration has " + what + ", which a file server cannot do.",
                "Keep nginx, as a user that is not root: FROM nginxinc/nginx-unprivileged:stable-alpine with the same files and configuration (it listens on port 8080).",
                by);
    }

    private static Optional<Integer> exposed(Situation s) {
        return s.settings().others().stream()
                .filter(x -> x.value() instanceof Instruction.Expose)
                .flatMap(x -> ((Instruction.Expose) x.value()).ports().stream())
                .map(w -> w.text().replaceFirst("/.*", ""))
                .filter(p -> p.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .reduce((a, b) -> b);
    }

    /// A configuration file of nginx.
    ///
    /// @param file the path in the project, or `Dockerfile` for a here-document
    /// @param before the lines of the file before the text
    /// @param by the instruction that brings it
    private record SourceConfig(String file, int before, String text, Instruction by) {
        boolean template() {
            return file.endsWith(".template");
        }

        Place at(int line) {
            return new Place(file, before + line);
        }
    }

    private static List<SourceConfig> configs(Situation s) {
        List<SourceConfig> out = new ArrayList<>();
        for (Transferred t : s.file().transfers(s.target())) {
            if (!t.destination().startsWith("/etc/nginx")) {
                continue;
            }
            for (Heredoc written : t.instruction().heredocs()) {
                out.add(
                        new SourceConfig(
                                "Dockerfile",
                                written.contentRange().startLine() - 1,
                                written.body(),
                                t.instruction()));
            }
            for (String source : t.sources()) {
                String path = inContext(s, t, source);
                List<String> files =
                        s.context().has(path)
                                ? List.of(path)
                                : s.context().paths().stream()
                                        .filter(p ->
                                                p.startsWith(path + "/")
                                                        && p.matches(".*\\.(?:conf|template)"))
                                        .toList();
                if (files.isEmpty()) {
                    throw Situation.refuse(
                            "nginx's configuration "
                                    + source
                                    + " is not among the files of the build context.",
                            "Give the folder with it as the build context.",
                            t.instruction());
                }
                for (String file : files) {
                    out.add(
                            new SourceConfig(
                                    file, 0, s.context().text(file).orElse(""), t.instruction()));
                }
            }
        }
        return out;
    }

    /// The path in the build context of what a transfer copies, through the stage that it comes
    /// from.
    private static String inContext(Situation s, Transferred t, String source) {
        return t.from()
                .flatMap(s.file()::stage)
                .flatMap(stage ->
                        s.file().transfers(stage).stream()
                                .flatMap(x -> x.contextPath(source, s.context()).stream())
                                .reduce((a, b) -> b))
                .orElse(Paths.relative(source));
    }
}
