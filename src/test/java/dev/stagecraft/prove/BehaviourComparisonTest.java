package dev.stagecraft.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stagecraft.prove.Behaviour.Aspect;
import dev.stagecraft.prove.Observation.Answer;
import dev.stagecraft.prove.Observation.End;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviourComparisonTest {
    private static Observation program(int status, List<String> output, List<String> errors) {
        return new Observation(
                End.EXITED,
                OptionalInt.of(status),
                Optional.empty(),
                output,
                errors,
                OptionalLong.of(12),
                Set.of(),
                OptionalInt.empty());
    }

    private static Observation server(String host, Answer answer) {
        return new Observation(
                End.ANSWERED,
                OptionalInt.empty(),
                Optional.of(answer),
                List.of("listening on " + host),
                List.of(),
                OptionalLong.of(120),
                Set.of(host),
                OptionalInt.empty());
    }

    @Test
    void timesAndHostNamesAreNoDifference() {
        Answer one =
                new Answer(
                        200,
                        Map.of("content-type", "text/html; charset=utf-8", "date", "x"),
                        "<p>2026-01-02T03:04:05Z on 3f2a9c0d1e4b took 12 ms</p>",
                        Optional.empty());
        Answer other =
                new Answer(
                        200,
                        Map.of("content-type", "text/html;charset=UTF-8", "date", "y"),
                        "<p>2026-01-02T03:05:44Z on 99aabbccddee took 9 ms</p>",
                        Optional.empty());
        Behaviour behaviour =
                BehaviourComparison.compare(
                        server("3f2a9c0d1e4b", one), server("99aabbccddee", other));
        assertThat(behaviour.differences()).isEmpty();
        assertThat(behaviour.same()).isTrue();
        assertThat(behaviour.startMillisAfter()).hasValue(120);
    }

    @Test
    void anotherWordIsADifference() {
        Answer one = new Answer(200, Map.of(), "Hello, world", Optional.of("Hello, world"));
        Answer other = new Answer(200, Map.of(), "Hello, moon", Optional.empty());
        assertThat(
                        BehaviourComparison.compare(server("aaaa", one), server("bbbb", other))
                                .differences())
                .containsExactly(
                        new Behaviour.Difference(Aspect.BODY, "", "Hello, world", "Hello, moon"));
    }

    @Test
    void whatChangesFromRequestToRequestMayDiffer() {
        Answer one =
                new Answer(
                        200,
                        Map.of(),
                        "{\"n\": 17, \"ok\": true}",
                        Optional.of("{\"n\": 93, \"ok\": true}"));
        Answer same = new Answer(200, Map.of(), "{\"n\": 5, \"ok\": true}", Optional.empty());
        Answer broken = new Answer(200, Map.of(), "{\"n\": 5, \"ok\": false}", Optional.empty());
        assertThat(BehaviourComparison.compare(server("aaaa", one), server("bbbb", same)).same())
                .isTrue();
        assertThat(BehaviourComparison.compare(server("aaaa", one), server("bbbb", broken)).same())
                .isFalse();
    }

    @Test
    void statusAndTypeCount() {
        Answer one =
                new Answer(200, Map.of("content-type", "application/json"), "{}", Optional.empty());
        Answer other =
                new Answer(500, Map.of("content-type", "text/plain"), "{}", Optional.empty());
        assertThat(
                        BehaviourComparison.compare(server("aaaa", one), server("bbbb", other))
                                .differences())
                .extracting(Behaviour.Difference::aspect)
                .containsExactly(Aspect.HTTP_STATUS, Aspect.HEADER);
    }

    @Test
    void aProgramIsItsStatusAndItsOutput() {
        assertThat(
                        BehaviourComparison.compare(
                                        program(0, List.of("3"), List.of("warning: a")),
                                        program(0, List.of("3"), List.of()))
                                .same())
                .isTrue();
        assertThat(
                        BehaviourComparison.compare(
                                        program(0, List.of("3"), List.of()),
                                        program(1, List.of("3"), List.of("boom")))
                                .differences())
                .extracting(Behaviour.Difference::aspect)
                .containsExactly(Aspect.EXIT_STATUS, Aspect.ERRORS);
        assertThat(
                        BehaviourComparison.compare(
                                        program(0, List.of("3"), List.of()),
                                        program(0, List.of("4"), List.of()))
                                .same())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'INFO 2026/01/02 03:04:05 up', 'INFO ‹time› up'",
        "'[17/Nov/2026:08:00:01 +0000] GET', '[‹time›] GET'",
        "'Tue, 24 Nov 2026 08:00:01 GMT', '‹time›'",
        "'at 1732435200123 and 1732435200', 'at ‹time› and ‹time›'",
        "'Started in 2.345 seconds', 'Started in ‹duration›'",
        "'worker [4711] java.lang.Object@1b2c3d4', 'worker [‹number›] java.lang.Object@‹hash›'",
        "'id 123e4567-e89b-12d3-a456-426614174000', 'id ‹uuid›'",
        "'price 12345 of 7 items', 'price 12345 of 7 items'",
    })
    void noiseIsMarkedAndTheRestStays(String text, String masked) {
        assertThat(Noise.mask(text, Set.of())).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "http:8080/health?x=1, http:8080/health?x=1",
        "http:8080, http:8080/",
        "http, http:/",
        "http:/api, http:/api",
        "exit, exit",
        "cmd:--version all, cmd:--version all",
    })
    void aProbeIsReadAsItIsWritten(String text, String shown) {
        assertThat(Probe.parse(text, s -> Optional.of(List.of(s.split(" "))))).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ftp:21",
                "http:0/",
                "http:99999/",
                "http:x/",
                "http://host/",
                "http:80/a b",
                "cmd:"
            })
    void whatIsNoProbeIsSaid(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Probe.parse(
                                text,
                                s -> s.isEmpty() ? Optional.empty() : Optional.of(List.of(s))))
                .withMessageStartingWith("not a probe: ");
    }
}
