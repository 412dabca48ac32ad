package dev.stagecraft.dockerfile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A health check, as image configurations have it.
///
/// @param test `["NONE"]`, `["CMD", argument…]` or `["CMD-SHELL", line]`
/// @param interval time between two checks; absent means the engine's default, 30 s
/// @param timeout time after which a check has failed; absent means 30 s
/// @param startPeriod time in which failures do not count; absent means none
/// @param startInterval time between two checks in the start period; absent means 5 s
/// @param retries failures in a row that make a container unhealthy; 0 means the default, 3
public record HealthcheckSettings(
        List<String> test,
        Optional<Duration> interval,
        Optional<Duration> timeout,
        Optional<Duration> startPeriod,
        Optional<Duration> startInterval,
        int retries) {
    public HealthcheckSettings {
        test = List.copyOf(test);
    }

    /// Whether the check of the base is switched off.
    public boolean none() {
        return test.equals(List.of("NONE"));
    }

    static HealthcheckSettings of(Instruction.Healthcheck instruction) {
        if (instruction.command().isEmpty()) {
            return new HealthcheckSettings(
                    List.of("NONE"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    0);
        }
        List<String> test =
                switch (instruction.command().get()) {
                    case CommandLine.ExecForm exec ->
                            Stream.concat(Stream.of("CMD"), exec.argv().stream()).toList();
                    case CommandLine.ShellForm shell -> List.of("CMD-SHELL", shell.text());
                };
        return new HealthcheckSettings(
                test,
                duration(instruction, "interval"),
                duration(instruction, "timeout"),
                duration(instruction, "start-period"),
                duration(instruction, "start-interval"),
                instruction
                        .flag("retries")
                        .filter(r -> r.matches("\\d{1,9}"))
                        .map(Integer::parseInt)
                        .orElse(0));
    }

    private static Optional<Duration> duration(Instruction instruction, String flag) {
        return instruction.flag(flag).flatMap(GoDuration::parse).filter(d -> !d.isZero());
    }
}
