package dev.stagecraft.cli;

import dev.stagecraft.image.DisplayText;
import dev.stagecraft.prove.Cause;
import java.util.stream.Collectors;

/// Causes of failures as sentences.
final class Causes {
    private Causes() {}

    static String sentence(Cause cause) {
        String key = "prove.cause." + cause.getClass().getSimpleName();
        return switch (cause) {
            case Cause.MissingLibrary c -> text(key, c.soname());
            case Cause.ProgramNotFound c -> text(key, c.path());
            case Cause.ShellWanted c -> text(key, c.shell());
            case Cause.ModuleNotFound c -> text(key, c.name());
            case Cause.PermissionDenied c -> text(key, c.path().orElse("?"));
            case Cause.UserUnknown c -> text(key, c.name());
            case Cause.CertificatesMissing c -> text(key, "");
            case Cause.TimeZoneMissing c -> text(key, c.zone().orElse("?"));
            case Cause.LibcTooNew c -> text(key, c.symbolVersion());
            case Cause.PortRefused c ->
                    c.ports().isEmpty()
                            ? Texts.text("prove.cause.ports")
                            : text(
                                    key,
                                    c.ports().stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(", ")));
            case Cause.PortNotAllowed c -> text(key, c.port().map(p -> p.toString()).orElse("?"));
            case Cause.FileNotFound c -> text(key, c.path());
            case Cause.SourceNotInContext c -> text(key, c.path());
            case Cause.BaseUnavailable c -> text(key, c.reference());
            case Cause.PackageUnknown c -> text(key, c.name());
            case Cause.BuildCommandNotFound c -> text(key, c.name());
            case Cause.DiskFull c -> text(key, "");
            case Cause.OutOfMemory c -> text(key, "");
            case Cause.EngineGone c -> text(key, "");
        };
    }

    private static String text(String key, String fact) {
        return Texts.text(key, DisplayText.escape(fact, 200));
    }
}
