package dev.stagecraft.distil.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.distil.Distilled;
import dev.stagecraft.distil.Distiller;
import dev.stagecraft.distil.Outcome;
import dev.stagecraft.distil.Request;
import dev.stagecraft.distil.plan.LineSpan;
import dev.stagecraft.distil.plan.Warning;
import dev.stagecraft.distil.project.ProjectFiles;
import dev.stagecraft.dockerfile.Dockerfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where a file server cannot do what nginx does, the line that asks for it is named.
class NginxRefusalTest {
    private static final String NGINX = "FROM nginx:1\nCOPY html /usr/share/nginx/html\n";

    private Outcome.Refused refused(String dockerfile, Map<String, String> files) {
        Outcome outcome =
                Distiller.bundled()
                        .distil(Request.of(Dockerfile.parse(dockerfile), ProjectFiles.of(files)));
        assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Refused.class);
        return (Outcome.Refused) outcome;
    }

    @Test
    void aProxyIsRefusedAtTheLineThatMakesItOne() {
        String conf =
                "# proxy_pass http://comment;\nserver {\n  listen 80; root /srv;\n\n  location /api {\n"
                        + "    # to the back end\n    proxy_pass\n      http://api:80;\n  }\n}\n";
        Outcome.Refused refused =
                refused(
                        NGINX + "COPY deploy/site.conf /etc/nginx/conf.d/default.conf\n",
                        Map.of("html/index.html", "", "deploy/site.conf", conf));
        assertThat(refused.refusal().reason())
                .contains("`proxy_pass` at deploy/site.conf:7: `proxy_pass`");
        assertThat(refused.refusal().source()).contains(new LineSpan(3, 3));
    }

    @Test
    void aProxyIsFoundInAHereDocumentAndInWhatAnotherStageHolds() {
        String here =
                NGINX
                        + "COPY <<EOF /etc/nginx/conf.d/default.conf\nserver {\n  location / { proxy_pass http://a; }\n}\nEOF\n";
        assertThat(refused(here, Map.of("html/index.html", "")).refusal().reason())
                .contains("at Dockerfile:5: `location / { proxy_pass http://a; }`");
        String staged =
                "FROM node:22 AS build\nWORKDIR /app\nCOPY . .\nRUN npm run build\n\n"
                        + "FROM nginx:1\nCOPY --from=build /app/dist /usr/share/nginx/html\n"
                        + "COPY --from=build /app/nginx/app.conf /etc/nginx/conf.d/default.conf\n";
        Outcome.Refused refused =
                refused(
                        staged,
                        Map.of(
                                "package.json",
                                "{\"scripts\": {\"build\": \"vite build\"}}",
                                "nginx/app.conf",
                                "location / {\n  proxy_pass http://a;\n}\n"));
        assertThat(refused.refusal().reason())
                .contains("at nginx/app.conf:2: `proxy_pass http://a;`");
        assertThat(refused.refusal().source()).contains(new LineSpan(8, 8));
    }

    @Test
    void aLongLineOfAConfigurationIsCutOff() {
        String conf = "proxy_pass http://a" + "x".repeat(5000) + ";\n";
        Outcome.Refused refused =
                refused(
                        NGINX + "COPY a.conf /etc/nginx/conf.d/\n",
                        Map.of("html/index.html", "", "a.conf", conf));
        assertThat(refused.refusal().reason()).hasSizeLessThan(300).contains("xxx…`");
    }

    @Test
    void aConfigurationThatARunLinksOrWritesIsRefused() {
        Map<String, String> files =
                Map.of(
                        "html/index.html",
                        "",
                        "site.conf",
                        "server { listen 8080; location / { proxy_pass http://a; } }");
        String linked =
                NGINX
                        + "COPY site.conf /opt/site.conf\n"
                        + "RUN rm /etc/nginx/conf.d/default.conf && ln -s /opt/site.conf /etc/nginx/conf.d/site.conf\n";
        assertThat(refused(linked, files).refusal().source()).contains(new LineSpan(4, 4));
        String written =
                NGINX
                        + "RUN echo 'server { listen 8080; location / { proxy_pass http://a; } }' > /etc/nginx/conf.d/default.conf\nEXPOSE 8080\n";
        assertThat(refused(written, files).refusal().source()).contains(new LineSpan(3, 3));
    }

    @Test
    void aScriptThatTheImageRunsAtEveryStartIsRefused() {
        Outcome.Refused refused =
                refused(
                        NGINX + "COPY env.sh /docker-entrypoint.d/40-env.sh\n",
                        Map.of("html/index.html", "", "env.sh", "#!/bin/sh\n"));
        assertThat(refused.refusal().reason()).contains("runs env.sh at every start");
        assertThat(refused.refusal().source()).contains(new LineSpan(3, 3));
    }

    @Test
    void aConfigurationOfApacheIsRefused() {
        String apache = "FROM httpd:2.4\nCOPY html /usr/local/apache2/htdocs\n";
        Map<String, String> files = Map.of("html/index.html", "", "my.conf", "");
        assertThat(
                        refused(apache + "COPY my.conf /usr/local/apache2/conf/httpd.conf\n", files)
                                .refusal()
                                .source())
                .contains(new LineSpan(3, 3));
        assertThat(
                        refused(
                                        apache
                                                + "RUN sed -i 's/#LoadModule rewrite/LoadModule rewrite/' conf/httpd.conf\n",
                                        files)
                                .refusal()
                                .source())
                .contains(new LineSpan(3, 3));
    }

    @Test
    void whatIsCopiedBesideTheSiteIsNamed() {
        Outcome.Converted converted =
                Distilled.converted(
                        NGINX + "COPY tools /opt/tools\n",
                        Map.of("html/index.html", "", "tools/a", ""));
        assertThat(converted.warnings())
                .extracting(Warning::text)
                .contains(
                        "What is copied to /opt/tools is left out: the file server serves what lies in /usr/share/nginx/html only.");
    }

    @Test
    void aSwitchBeforeTheFilesIsNotTheAnswerForWhatIsNotFound() {
        NginxConfig config =
                NginxConfig.parse("try_files /maintenance.html $uri $uri/ /index.html;");
        assertThat(config.fallback()).isEqualTo("/index.html");
        assertThat(config.ignored()).containsExactly("try_files /maintenance.html");
        assertThat(config.refused()).isEmpty();
        assertThat(NginxConfig.parse("try_files /maintenance.html $uri =404;").fallback())
                .isEmpty();
    }

    @Test
    void theFileAfterThoseAskedForAnswersForWhatIsNotFound() {
        assertThat(NginxConfig.parse("try_files $uri /index.html =404;").fallback())
                .isEqualTo("/index.html");
        assertThat(NginxConfig.parse("try_files $uri /index.html $uri/ =404;").fallback())
                .isEqualTo("/index.html");
        assertThat(NginxConfig.parse("try_files /index.html =404;").fallback())
                .isEqualTo("/index.html");
        assertThat(NginxConfig.parse("try_files $uri /a.html /index.html;").refused()).isPresent();
    }
}
