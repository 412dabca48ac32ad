package dev.stagecraft.dockerfile;

import java.util.List;

/// What the checks of a Dockerfile found.
///
/// @param findings by place
/// @param failsBuild whether the file asks with `check=error=true` that findings of BuildKit's
///   checks stop a build, and there are some
public record CheckReport(List<Finding> findings, boolean failsBuild) {
    public CheckReport {
        findings = List.copyOf(findings);
    }
}
