package dev.stagecraft.prove;

import dev.stagecraft.prove.Cause.BaseUnavailable;
import dev.stagecraft.prove.Cause.BuildCommandNotFound;
import dev.stagecraft.prove.Cause.DiskFull;
import dev.stagecraft.prove.Cause.EngineGone;
import dev.stagecraft.prove.Cause.PackageUnknown;
import dev.stagecraft.prove.Cause.ShellWanted;
import dev.stagecraft.prove.Cause.SourceNotInContext;
import dev.stagecraft.prove.Cause.UserUnknown;
import java.util.List;

/// What the classic builder, BuildKit and the package managers print when a build fails.
final class BuildSymptoms {
    private BuildSymptoms() {}

    static final List<Symptom> ALL =
            List.of(
                    Symptom.of(
                            "(?i)no space left on device|disk quota exceeded", m -> new DiskFull()),
                    Symptom.of(
                            "(?i)cannot connect to the docker daemon|error reading from server: EOF"
                                    + "|connection reset by peer|unexpected end of (?:stream|file)"
                                    + "|engine (?:stopped|went away)",
                            m -> new EngineGone()),
                    Symptom.of(
                            "(?:COPY|ADD) failed: (?:file not found in build context or excluded by"
                                    + " \\.dockerignore: )?stat ([^\\s:]+):",
                            m -> new SourceNotInContext(m.group(1))),
                    Symptom.of(
                            "(?:COPY|ADD) failed: (?:forbidden path outside the build context: )"
                                    + "(\\S+)",
                            m -> new SourceNotInContext(m.group(1))),
                    Symptom.of(
                            "failed to (?:calculate checksum|compute cache key)[^\\n]*?"
                                    + "\"([^\"]+)\"(?:: not found)?",
                            m -> new SourceNotInContext(m.group(1))),
                    Symptom.of(
                            "pull access denied for ([^\\s,]+)",
                            m -> new BaseUnavailable(m.group(1))),
                    Symptom.of(
                            "manifest for (\\S+) not found", m -> new BaseUnavailable(m.group(1))),
                    Symptom.of(
                            "failed to resolve source metadata for ([^\\s:]+(?::[\\w.-]+)?)",
                            m -> new BaseUnavailable(m.group(1))),
                    Symptom.of(
                            "failed to do request: Head \"https?://([^/\"]+)/v2/([^\"]+)"
                                    + "/manifests/([^\"]+)\"",
                            m ->
                                    new BaseUnavailable(
                                            m.group(1) + "/" + m.group(2) + ":" + m.group(3))),
                    Symptom.of(
                            "Get \"?https?://([^/\"]+)/v2/.*(?:no such host|refused|timeout|EOF)",
                            m -> new BaseUnavailable(m.group(1))),
                    Symptom.of(
                            "E: Unable to locate package (\\S+)",
                            m -> new PackageUnknown(m.group(1))),
                    Symptom.of(
                            "E: Package '([^']+)' has no installation candidate",
                            m -> new PackageUnknown(m.group(1))),
                    Symptom.of(
                            "No matching distribution found for (\\S+)",
                            m -> new PackageUnknown(m.group(1))),
                    Symptom.of(
                            "can't find (?:uid|gid) for (?:user|group) ([^\\s:]+)",
                            m -> new UserUnknown(m.group(1))),
                    Symptom.of(
                            "exec: \"(/(?:usr/)?bin/(?:sh|bash))\"",
                            m -> new ShellWanted(m.group(1))),
                    Symptom.of(
                            "(?:/bin/sh|sh|bash): (?:line )?\\d+: ([^\\s:]+): not found",
                            m -> new BuildCommandNotFound(m.group(1))),
                    Symptom.of(
                            "(?:line \\d+: )([^\\s:]+): command not found",
                            m -> new BuildCommandNotFound(m.group(1))));
}
