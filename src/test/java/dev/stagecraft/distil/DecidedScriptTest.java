package dev.stagecraft.distil;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.distil.plan.Question;
import dev.stagecraft.distil.plan.Warning;
import dev.stagecraft.distil.project.ProjectFiles;
import dev.stagecraft.distil.rewrite.Options;
import dev.stagecraft.distil.start.Answers;
import dev.stagecraft.dockerfile.Dockerfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A start script goes the way that is known before it runs, and what else it could do is named.
class DecidedScriptTest {
    private static Outcome outcome(String script, String cmd, Map<String, String> answers) {
        Request request =
                Request.of(
                        Dockerfile.parse(
                                "FROM node:22\nENV NODE_ENV=production\nWORKDIR /app\nCOPY . .\nRUN npm ci\n"
                                        + "ENTRYPOINT [\"./entry.sh\"]\nCMD "
                                        + cmd
                                        + "\n"),
                        ProjectFiles.of(
                                Map.of(
                                        "entry.sh",
                                        "#!/bin/bash\n" + script,
                                        "settings.sh",
                                        "export GREETING=hello\nOPTS=--inspect\n",
                                        "package.json",
                                        "{}",
                                        "server.js",
                                        "",
                                        "worker.js",
                                        "")));
        return Distiller.bundled().distil(request.with(new Answers(answers)));
    }

    /// The image that stays root's does what the script does as root, and nothing is said of
    /// others.
    @Test
    void whatRunsAsRootGoesTheWayOfRoot() {
        String script =
                "if [ \"$(id -u)\" = 0 ]; then exec node worker.js; fi\nexec node server.js\n";
        Request request =
                Request.of(
                        Dockerfile.parse(
                                "FROM node:22\nWORKDIR /app\nCOPY . .\nCMD [\"./entry.sh\"]\n"),
                        ProjectFiles.of(
                                Map.of(
                                        "entry.sh",
                                        "#!/bin/sh\n" + script,
                                        "server.js",
                                        "",
                                        "worker.js",
                                        "")));
        Distiller distiller = Distiller.bundled();
        assertThat(distiller.distil(request))
                .isInstanceOfSatisfying(
                        Outcome.Converted.class,
                        own -> assertThat(own.text()).contains("server.js\"]"));
        Options asRoot = Options.DEFAULT.withNonroot(false);
        assertThat(distiller.distil(request.with(asRoot)))
                .isInstanceOfSatisfying(
                        Outcome.Converted.class,
                        own -> {
                            assertThat(own.text()).contains("worker.js\"]");
                            assertThat(own.warnings()).isEmpty();
                            assertThat(own.changes())
                                    .noneMatch(c -> c.toString().contains("start as root"));
                        });
    }

    private static Outcome.Converted converted(String script, String cmd) {
        Outcome outcome = outcome(script, cmd, Map.of());
        assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Converted.class);
        return (Outcome.Converted) outcome;
    }

    /// What dash 0.5.12 and bash 5.2 run for these words.
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "case \"$1\" in web) exec node server.js ;; work*|job) shift; exec node worker.js \"$@\" ;; esac ~ ['web'] ~ 'server.js']",
                "case \"$1\" in web) exec node server.js ;; work*|job) shift; exec node worker.js \"$@\" ;; esac ~ ['worker', '-v'] ~ 'worker.js', '-v']",
                "case $1 in (web) exec node server.js;; (*) exec \"$@\";; esac ~ ['node', 'worker.js'] ~ 'worker.js']",
                "if [ $# -eq 0 ]; then set -- node server.js; fi; exec \"$@\" ~ [] ~ 'server.js']",
                "if [ \"${1#-}\" != \"$1\" ]; then set -- node server.js \"$@\"; fi; exec \"$@\" ~ ['-p', '1'] ~ 'server.js']%CMD ['-p', '1']",
                "if [[ \"${1:0:1}\" = '-' ]]; then set -- node server.js \"$@\"; fi; exec \"$@\" ~ ['-p'] ~ 'server.js']%CMD ['-p']",
                "role=${1:-web}; if [ \"$role\" = web ]; then script=server.js; elif [ \"$role\" = job ]; then script=worker.js; fi; exec node $script ~ [] ~ 'server.js']",
                "role=${1:-web}; if [ \"$role\" = web ]; then script=server.js; elif [ \"$role\" = job ]; then script=worker.js; fi; exec node $script ~ ['job'] ~ 'worker.js']",
                "[ \"$1\" = web ] && set -- node server.js || set -- node worker.js; exec \"$@\" ~ ['job'] ~ 'worker.js']",
                "test -z \"$1\" || exec node worker.js; exec node server.js ~ [] ~ 'server.js']",
                "cd /app || exit 1; if [ -f server.js ]; then exec node server.js; fi; exec node worker.js ~ [] ~ 'server.js']",
                ". ./settings.sh; exec node $OPTS server.js ~ [] ~ '--inspect', 'server.js']",
            })
    void theWordsOfCmdDecide(String script, String cmd, String end) {
        Outcome.Converted converted =
                converted(script.strip() + "\n", cmd.strip().replace('\'', '"'));
        assertThat(converted.text().strip())
                .endsWith(end.strip().replace('%', '\n').replace('\'', '"'));
        assertThat(converted.questions()).isEmpty();
    }

    @Test
    void otherWordsAreNamed() {
        String script = "if [ \"$1\" = job ]; then exec node worker.js; fi\nexec node server.js\n";
        assertThat(converted(script, "[\"web\"]").warnings())
                .extracting(Warning::text)
                .anySatisfy(w -> assertThat(w).startsWith("entry.sh is decided for `web`:"));
        assertThat(converted("exec \"$@\"\n", "[\"node\", \"server.js\"]").warnings()).isEmpty();
    }

    @Test
    void whatRootDoesIsLeftOutAndItsFoldersAreGiven() {
        Outcome.Converted converted =
                converted(
                        "if [ \"$1\" = node -a \"$(id -u)\" = 0 ]; then\n"
                                + "  chown -R node:node /data\n  exec gosu node \"$0\" \"$@\"\nfi\nexec \"$@\"\n",
                        "[\"node\", \"server.js\"]");
        assertThat(converted.text())
                .contains("RUN mkdir -p /data\n")
                .contains("COPY --from=build --chown=65532:65532 /data /data\n")
                .endsWith("CMD [\"server.js\"]\n");
        assertThat(converted.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[ \"$(id -u)\" = 0 ] && chown -R node /data\nexec \"$@\"\n",
                "if [ \"$(id -u)\" != 0 ]; then exec \"$@\"; else chown -R node /data; exec gosu node \"$@\"; fi\n",
            })
    void foldersOfRootAreGivenHoweverItIsAsked(String script) {
        assertThat(converted(script, "[\"node\", \"server.js\"]").text())
                .contains("COPY --from=build --chown=65532:65532 /data /data\n");
    }

    @Test
    void whatElseRootDoesIsNamed() {
        assertThat(
                        converted(
                                        "if [ \"$(id -u)\" = 0 ]; then\n  echo hi\n  node worker.js --migrate\n"
                                                + "  exec gosu node \"$@\"\nfi\nexec \"$@\"\n",
                                        "[\"node\", \"server.js\"]")
                                .warnings())
                .extracting(Warning::text)
                .singleElement()
                .asString()
                .startsWith("entry.sh runs `node worker.js --migrate` only");
    }

    @Test
    void aSettingOfTheImageDecidesAndIsAQuestion() {
        String script =
                "if [ \"$NODE_ENV\" != production ]; then exec node worker.js; fi\nexec node server.js\n";
        Outcome.Converted converted = converted(script, "[]");
        assertThat(converted.text()).contains("\"server.js\"]");
        assertThat(converted.questions()).extracting(Question::key).containsExactly("env.NODE_ENV");
        assertThat(converted.warnings())
                .extracting(Warning::text)
                .anySatisfy(w -> assertThat(w).startsWith("$NODE_ENV decides in entry.sh"));
        assertThat(
                        ((Outcome.Converted) outcome(script, "[]", Map.of("env.NODE_ENV", "test")))
                                .text())
                .contains("\"worker.js\"]");
    }

    @Test
    void aSettingThatIsUnknownIsAskedFor() {
        String script =
                "if [ \"$MODE\" = job ]; then exec node worker.js; fi\nexec node server.js\n";
        Outcome refused = outcome(script, "[]", Map.of());
        assertThat(refused).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) refused).refusal().advice()).contains("env.MODE=…");
        assertThat(((Outcome.Converted) outcome(script, "[]", Map.of("env.MODE", "job"))).text())
                .contains("\"worker.js\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if [ \"$1\" = web ]; then exit 1; fi\nexec node server.js\n",
                "case $1 in web) x=1 ;& *) exec node server.js ;; esac\n",
                "case \"$MODE\" in web) exec node server.js ;; *) exec node worker.js ;; esac\n",
                "[ -n \"$MODE\" ] && exec node worker.js\nexec node server.js\n",
                "if [ \"$(id -u)\" = 1000 ]; then exec node worker.js; fi\nexec node server.js\n",
                "set -- $MORE \"$@\"\nif [ $# -gt 1 ]; then exec node worker.js; fi\nexec node server.js\n",
                "set -- $MORE \"$@\"\ncase \"$2\" in web) exec node worker.js;; esac\nexec node server.js\n",
                "if [ -d /data ]; then exec node worker.js; fi\nexec node server.js\n",
            })
    void whatOnlyTheContainerKnowsIsRefused(String script) {
        assertThat(outcome(script, "[\"web\"]", Map.of())).isInstanceOf(Outcome.Refused.class);
    }
}
