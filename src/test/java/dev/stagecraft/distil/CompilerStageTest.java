package dev.stagecraft.distil;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A compiler whose builds are not rewritten stands in the way only where it made the program.
class CompilerStageTest {
    private static Outcome outcome(String dockerfile) {
        return Distilled.of(
                dockerfile,
                Map.of(
                        "requirements.txt",
                        "gunicorn==23.0.0\n",
                        "app.py",
                        "def app(e, s): pass\n"));
    }

    @Test
    void aStageForStyleSheetsIsNoMatter() {
        Outcome outcome =
                outcome(
                        "FROM dart:stable AS sass\nWORKDIR /css\nCOPY . .\nRUN dart run sass in.scss out.css\n"
                                + "FROM python:3.13\nWORKDIR /app\nCOPY requirements.txt app.py ./\n"
                                + "RUN pip install -r requirements.txt\nCOPY --from=sass /css/out.css static/\n"
                                + "CMD [\"gunicorn\", \"app:app\"]\n");
        assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Converted.class);
        assertThat(outcome.ecosystem()).isEqualTo("Python");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM dart:stable\nCOPY . .\nRUN dart compile exe m.dart -o /m\nCMD [\"/m\"]\n",
                "FROM dart:stable AS b\nRUN dart compile exe m.dart -o /m\nFROM debian:13\n"
                        + "COPY --from=b /m /app/m\nCMD [\"/app/m\"]\n",
                "FROM dart:stable AS b\nRUN dart compile exe m.dart -o /m\nFROM debian:13\n"
                        + "COPY --from=b /m /usr/local/bin/\nCMD [\"m\"]\n",
                "FROM dart:stable AS b\nRUN dart compile exe m.dart -o /o/m\nFROM alpine AS c\n"
                        + "COPY --from=b /o /all\nFROM debian:13\nWORKDIR /app\n"
                        + "COPY --from=c /all ./\nCMD [\"./m\"]\n",
            })
    void aProgramOfItIsRefused(String dockerfile) {
        assertThat(outcome(dockerfile)).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome(dockerfile)).refusal().reason())
                .contains("built with Dart");
    }
}
