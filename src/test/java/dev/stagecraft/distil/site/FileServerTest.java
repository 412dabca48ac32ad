package dev.stagecraft.distil.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.distil.Distilled;
import dev.stagecraft.distil.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// File servers of Node, which another takes the place of.
class FileServerTest {
    private static final String SINGLE = "serve(w, filepath.Join(root, \"index.html\")";

    private static String rewritten(String run, String start) {
        Outcome outcome =
                Distilled.of(
                        "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN "
                                + run
                                + "\nRUN npm run build\nCMD "
                                + start
                                + "\n",
                        Map.of("package.json", "{\"scripts\": {\"build\": \"node build.js\"}}"));
        assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Rewritten.class);
        return ((Outcome.Rewritten) outcome).text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "npm install serve-favicon",
                "npm install -g serve-favicon",
                "npm install serve",
                "pnpm add http-server@14",
            })
    void whatTheProjectDependsOnIsStillInstalled(String run) {
        assertThat(rewritten(run, "[\"serve\", \"dist\"]")).contains("RUN " + run + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "npm install -g serve",
                "npm i --global serve@14.2.0",
                "npm install serve -g",
                "yarn global add serve",
                "pnpm add -g serve@14",
            })
    void aFileServerThatIsReplacedIsNot(String run) {
        assertThat(rewritten(run, "[\"serve\", \"dist\"]")).doesNotContain(run);
    }

    @Test
    void onlyToServeSingleIsOnePageForAllPaths() {
        assertThat(rewritten("npm ci", "[\"serve\", \"-s\", \"dist\"]")).contains(SINGLE);
        assertThat(rewritten("npm ci", "[\"http-server\", \"-s\", \"dist\"]"))
                .doesNotContain(SINGLE);
    }
}
