package dev.stagecraft.distil.rewrite;

import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.distil.source.SourceStage;
import dev.stagecraft.dockerfile.Instruction;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The zone that a RUN makes the image's own: `/etc/localtime` does not come along, `TZ` says the
/// same.
final class TimeZones {
    private static final Pattern LOCALTIME =
            Pattern.compile("/usr/share/zoneinfo/([\\w/+${}-]+)[\"']?\\s+[\"']?/etc/localtime\\b");

    private TimeZones() {}

    /// Sets TZ where only a file did.
    static void bring(Situation s, Rewriter rewriter) {
        if (s.environment().containsKey("TZ")) {
            return;
        }
        zone(s).filter(z -> z.matches("\\w[\\w/+-]*"))
                .ifPresent(z ->
                        rewriter.setting(
                                PlanLine.added(
                                        "ENV TZ=" + z,
                                        Reason.of(
                                                Lesson.RUN_SETTINGS,
                                                "The zone was written to /etc/localtime; the base has all zones, and TZ chooses one."))));
    }

    private static Optional<String> zone(Situation s) {
        Optional<String> zone = Optional.empty();
        for (SourceStage stage : s.target().chain()) {
            for (Instruction i : stage.body()) {
                if (i instanceof Instruction.Run r) {
                    Matcher m = LOCALTIME.matcher(Situation.text(r));
                    while (m.find()) {
                        zone = Optional.of(s.file().expand(m.group(1), s.settings().variables()));
                    }
                }
            }
        }
        return zone;
    }
}
