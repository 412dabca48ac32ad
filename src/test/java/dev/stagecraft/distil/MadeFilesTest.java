package dev.stagecraft.distil;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.distil.plan.Warning;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What RUNs put beside the program's folder comes along, or is named.
class MadeFilesTest {
    private static Outcome.Converted converted(String lines) {
        return Distilled.converted(
                "FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\n"
                        + lines
                        + "CMD [\"python\", \"main.py\"]\n",
                Map.of("main.py", "", "requirements.txt", "nltk\n"));
    }

    private static List<String> copies(Outcome.Converted converted) {
        return converted
                .text()
                .lines()
                .filter(l -> l.startsWith("COPY --from=build ") && !l.contains("/venv"))
                .map(l -> l.substring("COPY --from=build ".length()))
                .toList();
    }

    @Test
    void dataThatIsFetchedOrUnpackedComesAlong() {
        assertThat(
                        copies(
                                converted(
                                        "RUN curl -fsSLo /models/a.bin https://example.org/a.bin\n"
                                                + "RUN mkdir -p /opt/data && tar -xzf data.tgz -C /opt/data && rm -rf /opt/data/raw\n"
                                                + "RUN git clone https://example.org/rules.git /opt/rules && rm -rf /opt/rules\n"
                                                + "RUN wget -O /tmp/x https://example.org/x && cp /tmp/x cache\n")))
                .containsExactly("/app /app", "/models/a.bin /models/a.bin", "/opt/data /opt/data");
    }

    @Test
    void onlyWhatIsStillThereComesAlong() {
        assertThat(
                        copies(
                                converted(
                                        "WORKDIR /\n"
                                                + "RUN wget -O - https://example.org/a.tgz | tar -xz -C /opt/a\n"
                                                + "RUN git clone https://example.org/rules.git --depth 1\n"
                                                + "RUN curl -o /b/x.zip https://example.org/x && unzip /b/x.zip -d /b/x && rm /b/*.zip\n"
                                                + "RUN mkdir /c && cp -t /c a.txt b.txt && mv /c /d\n"
                                                + "RUN --mount=type=cache,target=/cache wget -P /cache https://example.org/y\n")))
                .containsExactly("/app /app", "/opt/a /opt/a", "/b/x /b/x", "/d /d");
    }

    @Test
    void modulesComeFromWhereTheyLie() {
        assertThat(
                        copies(
                                converted(
                                        "WORKDIR /\nRUN npm ci --prefix /app\nRUN npm ci --prefix /web\n"
                                                + "WORKDIR /deps\nRUN npm ci && mv node_modules /modules\nWORKDIR /app\n")))
                .containsExactly(
                        "/app /app", "/web/node_modules /web/node_modules", "/modules /modules");
    }

    @Test
    void theFolderOfNltkIsNamedWithoutAVariable() {
        assertThat(
                        copies(
                                converted(
                                        "ENV NLTK_DATA=/opt/nltk\nRUN python -m nltk.downloader -d $NLTK_DATA punkt\n")))
                .containsExactly("/app /app", "/opt/nltk /opt/nltk");
    }

    @Test
    void dataOfNltkLiesWhereEveryUserFindsIt() {
        assertThat(
                        copies(
                                converted(
                                        "RUN pip install -r requirements.txt && python -m nltk.downloader punkt\n")))
                .containsExactly("/app /app", "/root/nltk_data /usr/share/nltk_data");
    }

    @Test
    void aModelInTheHomeOfRootIsNamedAndOneInAFolderOfItsOwnComesAlong() {
        String download = "RUN python -c \"SentenceTransformer('mini')\"\n";
        assertThat(converted(download).warnings())
                .extracting(Warning::text)
                .anySatisfy(w -> assertThat(w).contains("home of root (/root/.cache)"));
        assertThat(copies(converted("ENV HF_HOME=/models\n" + download)))
                .containsExactly("/app /app", "/models /models");
    }

    @Test
    void aProgramAmongThoseOfTheSystemIsNamedUnlessItBuilds() {
        String tool = "RUN curl -Lo /usr/local/bin/mc https://example.org/mc\n";
        assertThat(converted(tool).warnings())
                .extracting(Warning::text)
                .anySatisfy(w -> assertThat(w).startsWith("/usr/local/bin/mc stays behind"));
        assertThat(converted(tool + "RUN mc cp x y\n").warnings()).isEmpty();
    }

    @Test
    void thePathLeadsToTheEnvironmentThatIsThere() {
        String text =
                Distilled.converted(
                                "FROM python:3.13-slim AS build\nRUN pip install uv\nWORKDIR /app\nCOPY . .\n"
                                        + "RUN uv sync --no-dev\n\nFROM python:3.13-slim\n"
                                        + "COPY --from=build /app /app\nENV PATH=\"/app/.venv/bin:$PATH\"\n"
                                        + "WORKDIR /app\nCMD [\"python\", \"main.py\"]\n",
                                Map.of("main.py", "", "pyproject.toml", "", "uv.lock", ""))
                        .text();
        assertThat(text).contains("/venv/bin/python").doesNotContain("/app/.venv");
    }
}
