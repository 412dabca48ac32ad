package dev.stagecraft.engine.run;

import java.time.Duration;

/// What a container may use.
///
/// @param memory bytes, swap included
/// @param processes processes and threads together
/// @param readOnlyRoot whether its root cannot be written, `/tmp` aside
/// @param time after which it is killed
/// @param logBytes how much of its output is read
public record RunLimits(
        long memory, int processes, boolean readOnlyRoot, Duration time, int logBytes) {
    /// 1 GB, 512 processes, 2 minutes, 1 MiB of output, a root that can be written.
    public static final RunLimits DEFAULT =
            new RunLimits(1_000_000_000, 512, false, Duration.ofMinutes(2), 1 << 20);

    /// The same with another time limit.
    public RunLimits within(Duration other) {
        return new RunLimits(memory, processes, readOnlyRoot, other, logBytes);
    }

    /// The same with a root that cannot be written.
    public RunLimits readOnly() {
        return new RunLimits(memory, processes, true, time, logBytes);
    }

    /// The same with other bounds on memory and processes.
    public RunLimits of(long otherMemory, int otherProcesses) {
        return new RunLimits(otherMemory, otherProcesses, readOnlyRoot, time, logBytes);
    }
}
