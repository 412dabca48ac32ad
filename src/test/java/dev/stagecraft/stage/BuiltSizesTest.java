package dev.stagecraft.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagecraft.image.BuildCacheRecord;
import dev.stagecraft.image.HistoryEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// On the records that Docker Engine 20.10 has of this build, taken while it ran: each instruction
/// says itself how many bytes it writes.
class BuiltSizesTest {
    private static final String DOCKERFILE =
            """
            FROM debian:12-slim AS build
            WORKDIR /src
            COPY big /src/big
            RUN head -c 70000000 /dev/urandom > /one
            RUN head -c 10000000 /dev/urandom > /three
            FROM debian:12-slim
            COPY --from=build /one /one
            CMD ["/one"]
            """;
    private static final Instant BEGIN = Instant.parse("2026-11-28T00:00:20Z");

    private static final List<BuildCacheRecord> RECORDS =
            List.of(
                    record("ki95", "ok32", exec("head -c 70000000 /dev/urandom > /one"), 70, 36),
                    record("tax1", "r9zv", "fileop target", 0, 21),
                    record("jguy", "ki95", exec("head -c 10000000 /dev/urandom > /three"), 10, 36),
                    record("7swd", "r9zv", "fileop target", 30, 39),
                    record("r9zv", "", "from local ", 0, -7_000),
                    record("ok32", "tax1", "fileop target", 5, 21));

    private static final BuiltSizes SIZES = BuiltSizes.of(DOCKERFILE, Map.of(), Optional.empty());

    private static String exec(String command) {
        return "mount / from exec /bin/sh -c " + command;
    }

    private static BuildCacheRecord record(
            String id, String parent, String what, long megabytes, long second) {
        return new BuildCacheRecord(
                id,
                parent.isEmpty() ? List.of() : List.of(parent),
                "regular",
                what,
                megabytes * 1_000_000,
                Optional.of(Instant.parse("2026-11-28T00:00:00Z").plusSeconds(second)),
                Optional.empty(),
                false,
                false);
    }

    private static Map<Integer, Long> soFar(Set<Integer> made, Set<Integer> reused) {
        return SIZES.soFar(made, reused, BEGIN, RECORDS);
    }

    @Test
    void aStepThatIsDoneHasTheSizeOfItsRecord() {
        assertThat(soFar(Set.of(2, 3, 4), Set.of()))
                .isEqualTo(Map.of(2, 0L, 3, 5_000_000L, 4, 70_000_000L));
        assertThat(soFar(Set.of(2, 3, 4, 5, 7), Set.of()))
                .as("nothing tells the records of copies apart where no command is with them")
                .isEqualTo(Map.of(2, 0L, 3, 5_000_000L, 4, 70_000_000L, 5, 10_000_000L));
    }

    @Test
    void nothingIsSaidOfStepsThatAreNotDone() {
        assertThat(soFar(Set.of(), Set.of())).isEmpty();
        assertThat(soFar(Set.of(2), Set.of())).as("no command yet").isEmpty();
    }

    @Test
    void theRecordsOfAnEarlierBuildAreNotTakenForThisOne() {
        List<BuildCacheRecord> earlier =
                RECORDS.stream()
                        .map(r ->
                                new BuildCacheRecord(
                                        "old" + r.id(),
                                        r.parents().stream().map(p -> "old" + p).toList(),
                                        r.type(),
                                        r.description(),
                                        r.size() + 1,
                                        r.created().map(t -> t.minusSeconds(600)),
                                        Optional.of(BEGIN.plusSeconds(1)),
                                        false,
                                        false))
                        .toList();
        assertThat(SIZES.soFar(Set.of(2, 3, 4), Set.of(), BEGIN, earlier)).isEmpty();
        List<BuildCacheRecord> both = new ArrayList<>(earlier);
        both.addAll(RECORDS);
        assertThat(SIZES.soFar(Set.of(2, 3, 4), Set.of(), BEGIN, both))
                .containsEntry(3, 5_000_000L);
        assertThat(SIZES.soFar(Set.of(), Set.of(2, 3, 4), BEGIN, earlier))
                .as("steps that were taken from that build")
                .containsEntry(3, 5_000_001L);
        assertThat(SIZES.soFar(Set.of(), Set.of(2, 3, 4), BEGIN.plusSeconds(60), earlier))
                .as("not used by this build: another builder does the work")
                .isEmpty();
    }

    @Test
    void theImageSaysHowLargeTheStepsOfItsOwnStageAre() {
        List<HistoryEntry> history =
                List.of(
                        entry("/bin/sh -c #(nop) ADD file:1 in / ", 79_000_000),
                        entry("COPY /one /one # buildkit", 70_000_000),
                        entry("CMD [\"/one\"]", 0));
        assertThat(SIZES.shipped(history)).isEqualTo(Map.of(7, 70_000_000L));
        assertThat(SIZES.shipped(history.subList(0, 2))).as("another image's").isEmpty();
        assertThat(BuiltSizes.of(DOCKERFILE, Map.of(), Optional.of("build")).shipped(history))
                .isEmpty();
    }

    private static HistoryEntry entry(String createdBy, long size) {
        return new HistoryEntry(
                createdBy,
                Optional.empty(),
                "buildkit.dockerfile.v0",
                "",
                size == 0,
                OptionalLong.of(size),
                Optional.empty());
    }
}
