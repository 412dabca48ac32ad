package dev.stagecraft.distil.buildcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.distil.Distiller;
import dev.stagecraft.distil.Outcome;
import dev.stagecraft.distil.Request;
import dev.stagecraft.distil.plan.Change;
import dev.stagecraft.distil.project.ProjectFiles;
import dev.stagecraft.dockerfile.Dockerfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildCacheTest {
    private static final String PYTHON =
            """
            FROM python:3.13-slim
            WORKDIR /app
            COPY . .
            RUN %s
            CMD ["python", "main.py"]
            """;
    private static final String NODE =
            """
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN npm ci
            CMD ["node", "server.js"]
            """;

    @Test
    void leavesTheOrderWhereRequirementsNameTheProjectItself() {
        Outcome.Rewritten out =
                rewrite(
                        PYTHON.formatted("pip install -r requirements.txt"),
                        Map.of("requirements.txt", "flask\n-e .\n", "main.py", ""));
        assertThat(out.text())
                .contains("COPY . .")
                .contains("RUN --mount=type=cache,target=/root/.cache/pip")
                .doesNotContain("COPY requirements.txt");
        assertThat(reasons(out)).contains("name other files of the project");
    }

    @Test
    void leavesTheOrderWhereALineDoesMoreThanInstall() {
        Outcome.Rewritten out =
                rewrite(
                        PYTHON.formatted("pip install -r requirements.txt && python make.py"),
                        Map.of("requirements.txt", "flask\n", "main.py", "", "make.py", ""));
        assertThat(out.text()).doesNotContain("COPY requirements.txt");
        assertThat(reasons(out)).contains("does more than install");
    }

    @Test
    void mountsNothingWhereTheToolKeepsNoCache() {
        Outcome.Rewritten out =
                rewrite(
                        PYTHON.formatted("pip install -r requirements.txt")
                                .replace("WORKDIR", "ENV PIP_NO_CACHE_DIR=1\nWORKDIR"),
                        Map.of("requirements.txt", "flask\n", "main.py", ""));
        assertThat(out.text()).doesNotContain("--mount");
    }

    @Test
    void leavesTheOrderOfWorkspacesAndLifecycleScripts() {
        for (String extra :
                new String[] {
                    "\"workspaces\": [\"packages/*\"]",
                    "\"scripts\": {\"postinstall\": \"node patch.js\"}",
                    "\"dependencies\": {\"ours\": \"file:ours\"}"
                }) {
            Outcome.Rewritten out = node("{" + extra + "}", "node_modules\n");
            assertThat(out.text()).as(extra).doesNotContain("COPY package.json");
        }
    }

    /// `COPY . .` after `npm ci` would bring what this machine has installed.
    @Test
    void leavesTheOrderWhereTheContextMayBringItsOwnPackages() {
        assertThat(node("{}", "dist\n").text()).doesNotContain("COPY package.json");
        assertThat(node("{}", "**/node_modules\n").text()).contains("COPY package.json");
    }

    @Test
    void changesNothingWhenNotAskedFor() {
        Request request =
                Request.of(
                        Dockerfile.parse(NODE),
                        ProjectFiles.of(
                                Map.of(
                                        "package.json",
                                        "{}",
                                        "package-lock.json",
                                        "{}",
                                        ".dockerignore",
                                        "node_modules")));
        Outcome.Rewritten out = (Outcome.Rewritten) Distiller.bundled().distil(request);
        assertThat(out.text()).doesNotContain("--mount").doesNotContain("COPY package.json");
    }

    @Test
    void keepsMountsThatAreThere() {
        String own = "--mount=type=cache,id=mine,target=/root/.cache/pip";
        Outcome.Rewritten out =
                rewrite(
                        PYTHON.formatted(own + " pip install -r requirements.txt"),
                        Map.of("requirements.txt", "flask\n", "main.py", ""));
        assertThat(out.text()).containsOnlyOnce("--mount").contains(own);
    }

    private static Outcome.Rewritten node(String manifest, String ignored) {
        return rewrite(
                NODE,
                Map.of(
                        "package.json",
                        manifest,
                        "package-lock.json",
                        "{}",
                        "server.js",
                        "",
                        ".dockerignore",
                        ignored));
    }

    private static String reasons(Outcome.Rewritten out) {
        StringBuilder all = new StringBuilder();
        for (Change change : out.changes()) {
            all.append(change.reason().text()).append('\n');
        }
        return all.toString();
    }

    private static Outcome.Rewritten rewrite(String dockerfile, Map<String, String> files) {
        Request request = Request.of(Dockerfile.parse(dockerfile), ProjectFiles.of(files));
        return (Outcome.Rewritten)
                Distiller.bundled().distil(request.with(request.options().withBuildCache(true)));
    }
}
