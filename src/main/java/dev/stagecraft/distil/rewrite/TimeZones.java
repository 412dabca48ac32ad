package dev.stagecraft.distil.rewrite;

import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.distil.source.SourceStage;
import dev.stagecraft.dockerfile.Instruction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The zone that a RUN makes the image's own: `/etc/localtime` does not come along, `TZ` says the
/// same.
final class TimeZones {
    private static final Pattern LOCALTIME =
            Pattern.compile("/usr/share/zoneinfo/([\\w/+${}-]+)[\"']?\\s+[\"']?/etc/localtime\\b");

    private static final Pattern NAME = Pattern.compile("\\$\\{?(\\w+)");

    private TimeZones() {}

    /// Sets TZ where only a file did.
    static void bring(Situation s, Rewriter rewriter) {
        if (s.environment().containsKey("TZ")) {
            return;
        }
        Optional<String> written = zone(s);
        if (written.isEmpty()) {
            return;
        }
        List<String> names =
                NAME.matcher(written.get()).results().map(m -> m.group(1)).distinct().toList();
        String zone = s.file().expand(written.get(), s.settings().variables());
        boolean chosen = !names.isEmpty() && arguments(s).containsAll(names);
        if (!chosen && !zone.matches("\\w[\\w/+-]*")) {
            return;
        }
        if (!chosen && !s.settings().environment().keySet().containsAll(names)) {
            rewriter.draft()
                    .warn(
                            "The zone is fixed to "
                                    + zone
                                    + ": --build-arg no longer chooses it. Give TZ when the container starts.");
        }
        rewriter.setting(
                PlanLine.added(
                        "ENV TZ=" + (chosen ? written.get() : zone),
                        Reason.of(
                                Lesson.RUN_SETTINGS,
                                "The zone was written to /etc/localtime; the base has all zones, and TZ chooses one.")));
    }

    /// The arguments by which a build may choose, as far as no ENV hides them.
    private static Set<String> arguments(Situation s) {
        Set<String> names =
                s.target().body().stream()
                        .filter(Instruction.Arg.class::isInstance)
                        .flatMap(i -> ((Instruction.Arg) i).definitions().stream())
                        .map(d -> d.name().text())
                        .collect(Collectors.toSet());
        names.removeAll(s.settings().environment().keySet());
        return names;
    }

    /// As the last RUN names it.
    private static Optional<String> zone(Situation s) {
        Optional<String> zone = Optional.empty();
        for (SourceStage stage : s.target().chain()) {
            for (Instruction i : stage.body()) {
                if (i instanceof Instruction.Run r) {
                    Matcher m = LOCALTIME.matcher(Situation.text(r));
                    while (m.find()) {
                        zone = Optional.of(m.group(1));
                    }
                }
            }
        }
        return zone;
    }
}
