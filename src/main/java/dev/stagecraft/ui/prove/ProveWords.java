package dev.stagecraft.ui.prove;

import dev.stagecraft.compare.SizeChange;
import dev.stagecraft.image.ByteSize;
import dev.stagecraft.image.DisplayText;
import dev.stagecraft.image.Image;
import dev.stagecraft.prove.Behaviour;
import dev.stagecraft.prove.Cause;
import dev.stagecraft.prove.Observation;
import dev.stagecraft.prove.Probe;
import dev.stagecraft.prove.Proof;
import dev.stagecraft.ui.support.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// The words for what a proof says.
final class ProveWords {
    private static final int LONGEST = 200;

    /// Below this, in milliseconds, two times differ by chance.
    private static final long SHORTEST = 10;

    private final Texts texts = Texts.of(ProveWords.class);

    /// A cause in one sentence.
    String cause(Cause cause) {
        return switch (cause) {
            case Cause.MissingLibrary c -> of(cause, c.soname());
            case Cause.ProgramNotFound c -> of(cause, c.path());
            case Cause.ShellWanted c -> of(cause, c.shell());
            case Cause.ModuleNotFound c -> of(cause, c.name());
            case Cause.PermissionDenied c ->
                    texts.text(
                            "cause.PermissionDenied." + c.access(),
                            c.path().map(ProveWords::safe).orElse(texts.text("cause.path")));
            case Cause.UserUnknown c -> of(cause, c.name());
            case Cause.CertificatesMissing c -> of(cause, "");
            case Cause.TimeZoneMissing c -> of(cause, c.zone().orElse(""));
            case Cause.LibcTooNew c -> of(cause, c.symbolVersion());
            case Cause.PortRefused c ->
                    c.ports().isEmpty() ? texts.text("cause.ports") : of(cause, numbers(c.ports()));
            case Cause.PortNotAllowed c ->
                    of(cause, c.port().map(String::valueOf).orElse(texts.text("cause.port")));
            case Cause.FileNotFound c -> of(cause, c.path());
            case Cause.SourceNotInContext c -> of(cause, c.path());
            case Cause.BaseUnavailable c -> of(cause, c.reference());
            case Cause.PackageUnknown c -> of(cause, c.name());
            case Cause.BuildCommandNotFound c -> of(cause, c.name());
            case Cause.DiskFull c -> of(cause, "");
            case Cause.OutOfMemory c -> of(cause, "");
            case Cause.EngineGone c -> of(cause, "");
        };
    }

    private String of(Cause cause, String what) {
        return texts.text("cause." + cause.getClass().getSimpleName(), safe(what)).strip();
    }

    private static String safe(String text) {
        return DisplayText.escape(text, LONGEST);
    }

    /// A verdict in one sentence.
    String verdict(Proof.Verdict verdict) {
        return texts.text("verdict." + verdict);
    }

    /// How a container ended, with its status and time where there are any.
    String end(Observation seen) {
        String end = texts.text("end." + seen.end());
        if (seen.answer().isPresent()) {
            end = texts.text("end.status", end, String.valueOf(seen.answer().get().status()));
        } else if (seen.exitStatus().isPresent()) {
            end = texts.text("end.exit", end, String.valueOf(seen.exitStatus().getAsInt()));
        }
        return seen.startMillis().isPresent()
                ? texts.text("end.after", end, seconds(seen.startMillis().getAsLong()))
                : end;
    }

    String aspect(Behaviour.Aspect aspect) {
        return texts.text("aspect." + aspect);
    }

    /// How both were asked.
    String probe(Probe probe) {
        return switch (probe) {
            case Probe.Http http ->
                    http.port().isPresent()
                            ? texts.text(
                                    "probe.http.port",
                                    safe(http.path()),
                                    String.valueOf(http.port().getAsInt()))
                            : texts.text("probe.http", safe(http.path()));
            case Probe.Exit exit -> texts.text("probe.exit");
            case Probe.Command command ->
                    texts.text("probe.command", safe(String.join(" ", command.command())));
        };
    }

    private static String numbers(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /// The headline, to be read across a room: `699 × smaller · 998 MB less · same answer · starts
    /// 1.2 s → 0.3 s`.
    String headline(Proof proof) {
        List<String> parts = new ArrayList<>();
        OptionalLong before = size(proof.before());
        OptionalLong after = size(proof.after());
        if (before.isPresent() && after.isPresent()) {
            SizeChange size = new SizeChange(before.getAsLong(), after.getAsLong());
            String difference = ByteSize.format(Math.abs(size.after() - size.before()));
            switch (size.direction()) {
                case SMALLER -> {
                    parts.add(texts.text("headline.smaller", size.factorText()));
                    parts.add(texts.text("headline.less", difference));
                }
                case LARGER -> {
                    parts.add(texts.text("headline.larger", size.factorText()));
                    parts.add(texts.text("headline.more", difference));
                }
                case SAME -> parts.add(texts.text("headline.equal"));
            }
        }
        // That neither did anything is not worth a headline.
        proof.behaviour()
                .filter(b -> proof.verdict() != Proof.Verdict.NOT_COMPARABLE)
                .ifPresent(b -> {
                    boolean answered =
                            proof.probe().filter(Probe.Http.class::isInstance).isPresent();
                    parts.add(
                            texts.text(
                                    "headline."
                                            + (b.same() ? "same." : "different.")
                                            + (answered ? "answer" : "output")));
                    long was = b.startMillisBefore().orElse(0);
                    long is = b.startMillisAfter().orElse(0);
                    boolean known =
                            b.startMillisBefore().isPresent() && b.startMillisAfter().isPresent();
                    if (known && Math.max(was, is) >= SHORTEST) {
                        parts.add(
                                texts.text(
                                        answered ? "headline.starts" : "headline.runs",
                                        seconds(was),
                                        seconds(is)));
                    }
                });
        // Lines break between the parts, not within one.
        return String.join(" · ", parts.stream().map(p -> p.replace(' ', '\u00a0')).toList());
    }

    static OptionalLong size(Proof.Side side) {
        Optional<Image> image = side.image();
        return image.isPresent() ? image.get().size() : OptionalLong.empty();
    }

    /// A duration: `35 ms`, `1.2 s`, `34 s`, `2 min 5 s`.
    static String seconds(long millis) {
        if (millis < 1_000) {
            return Math.max(0, millis) + " ms";
        }
        if (millis < 9_950) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
        }
        return wholeSeconds(Math.round(millis / 1_000.0) * 1_000);
    }

    /// A duration that is still going on: `0 s`, `34 s`, `2 min 5 s`.
    static String wholeSeconds(long millis) {
        long seconds = Math.max(0, millis) / 1_000;
        String rest = seconds % 60 == 0 ? "" : " " + seconds % 60 + " s";
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min" + rest;
    }
}
