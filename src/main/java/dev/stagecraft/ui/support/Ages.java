package dev.stagecraft.ui.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How long ago something was, in words, and when exactly.
public final class Ages {
    private static final Texts TEXTS = Texts.of(Ages.class);
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT);

    private Ages() {}

    /// As `docker images` says it, shorter: `now`, `5 min`, `3 h`, `2 days`, `7 weeks`, `4 months`,
    /// `2 years`.
    public static String of(Instant then, Clock clock) {
        Duration age = Duration.between(then, clock.instant());
        long minutes = age.toMinutes();
        long hours = age.toHours();
        long days = age.toDays();
        if (minutes < 1) {
            return TEXTS.text("age.now");
        }
        if (hours < 1) {
            return TEXTS.text("age.minutes", minutes);
        }
        if (hours < 48) {
            return TEXTS.text("age.hours", hours);
        }
        if (days < 14) {
            return TEXTS.text("age.days", days);
        }
        if (days < 61) {
            return TEXTS.text("age.weeks", days / 7);
        }
        if (days < 730) {
            return TEXTS.text("age.months", days / 30);
        }
        return TEXTS.text("age.years", days / 365);
    }

    /// Date and time in this system's zone: `2026-11-24 08:17:01 UTC`.
    public static String exact(Instant then) {
        return EXACT.format(then.atZone(ZoneId.systemDefault()));
    }
}
