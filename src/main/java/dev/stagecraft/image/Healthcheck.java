package dev.stagecraft.image;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How an engine asks a container whether it is well (Docker image spec v1.2, "Healthcheck").
///
/// @param test `["NONE"]`, `["CMD", args…]` or `["CMD-SHELL", command]`; empty when inherited
/// @param interval the time between two checks; absent means the engine's default
/// @param timeout the time after which a check has failed; absent means the engine's default
/// @param startPeriod the time in which failures do not count; absent means the engine's default
/// @param retries failures in a row until the container is unhealthy; absent means the engine's
///   default
public record Healthcheck(
        List<String> test,
        Optional<Duration> interval,
        Optional<Duration> timeout,
        Optional<Duration> startPeriod,
        Optional<Integer> retries) {
    public Healthcheck {
        test = List.copyOf(test);
    }
}
