package dev.stagecraft.distil;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Users and groups are made where a builder needs them, and nowhere else.
class AccountsTest {
    private static String rewrittenText(String dockerfile) {
        return Distilled.converted(dockerfile, Map.of("package.json", "{}", "server.js", ""))
                .text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN groupadd -r app\nRUN useradd -r -g app app\n",
                "RUN groupadd staff2 && useradd -g staff2 app\nRUN usermod -aG video app\n",
                "RUN addgroup --system app && adduser --system --ingroup app app\n",
                "RUN groupadd --gid 1001 app\nRUN useradd --uid 1001 --gid app app\nRUN chown -R app:app /app\n",
            })
    void accountsThatNobodyNamesAreNotMade(String accounts) {
        String text =
                rewrittenText(
                        "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\n"
                                + accounts
                                + "USER app\nCMD [\"node\", \"server.js\"]\n");
        assertThat(text)
                .doesNotContain(
                        "groupadd", "useradd", "usermod", "addgroup", "adduser", "chown -R");
        assertThat(text).contains("RUN npm ci\n");
    }

    @Test
    void accountsThatABuilderNamesStayWithTheirGroup() {
        String text =
                rewrittenText(
                        "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN groupadd team\n"
                                + "RUN useradd -g team app\nRUN mkdir /data && chown app /data\nUSER app\n"
                                + "CMD [\"node\", \"server.js\"]\n");
        assertThat(text).contains("RUN groupadd team\nRUN useradd -g team app\nRUN mkdir /data");
    }
}
