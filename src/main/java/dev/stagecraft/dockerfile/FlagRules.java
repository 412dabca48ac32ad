package dev.stagecraft.dockerfile;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which flags each instruction takes, and what they may be.
final class FlagRules {
    private enum Kind {
        TEXT,
        BOOLEAN,
        REPEATED
    }

    private static final Map<String, Map<String, Kind>> FLAGS =
            Map.of(
                    "FROM", Map.of("platform", Kind.TEXT),
                    "RUN",
                            Map.of(
                                    "mount", Kind.REPEATED,
                                    "network", Kind.TEXT,
                                    "security", Kind.TEXT,
                                    "device", Kind.REPEATED),
                    "COPY",
                            Map.of(
                                    "from", Kind.TEXT,
                                    "chown", Kind.TEXT,
                                    "chmod", Kind.TEXT,
                                    "link", Kind.BOOLEAN,
                                    "parents", Kind.BOOLEAN,
                                    "exclude", Kind.REPEATED),
                    "ADD",
                            Map.of(
                                    "chown", Kind.TEXT,
                                    "chmod", Kind.TEXT,
                                    "link", Kind.BOOLEAN,
                                    "keep-git-dir", Kind.BOOLEAN,
                                    "checksum", Kind.TEXT,
                                    "unpack", Kind.BOOLEAN,
                                    "exclude", Kind.REPEATED),
                    "HEALTHCHECK",
                            Map.of(
                                    "interval", Kind.TEXT,
                                    "timeout", Kind.TEXT,
                                    "start-period", Kind.TEXT,
                                    "start-interval", Kind.TEXT,
                                    "retries", Kind.TEXT));

    /// Instructions whose flags BuildKit never looks at.
    private static final Set<String> UNCHECKED = Set.of("STOPSIGNAL", "ARG");

    private static final Map<String, Set<String>> VALUES =
            Map.of(
                    "network", Set.of("default", "none", "host"),
                    "security", Set.of("sandbox", "insecure"));

    private final List<Problem> problems;

    private FlagRules(List<Problem> problems) {
        this.problems = problems;
    }

    static void check(String keyword, Instruction.Source source, List<Problem> problems) {
        if (!source.flags().isEmpty()
                && Keywords.ALL.contains(keyword)
                && !UNCHECKED.contains(keyword)) {
            new FlagRules(problems).check(FLAGS.getOrDefault(keyword, Map.of()), source.flags());
        }
    }

    private void check(Map<String, Kind> allowed, List<Flag> flags) {
        Set<String> seen = new HashSet<>();
        for (Flag flag : flags) {
            Kind kind = allowed.get(flag.name());
            if (kind == null) {
                error(
                        flag,
                        "unknown flag: --" + flag.name(),
                        Nearest.of(flag.name(), allowed.keySet().stream().sorted().toList())
                                .map(n -> "--" + n)
                                .orElse(allNames(allowed)));
            } else if (!seen.add(flag.name()) && kind != Kind.REPEATED) {
                error(flag, "duplicate flag specified: --" + flag.name(), "the flag once");
            } else if (kind == Kind.BOOLEAN) {
                bool(flag);
            } else if (flag.value().isEmpty()) {
                error(flag, "missing a value on flag: --" + flag.name(), "--" + flag.name() + "=…");
            } else {
                value(flag, flag.value().get());
            }
        }
    }

    private static String allNames(Map<String, Kind> allowed) {
        return allowed.isEmpty()
                ? "no flag"
                : String.join(", ", allowed.keySet().stream().sorted().map(n -> "--" + n).toList());
    }

    private void bool(Flag flag) {
        Optional<String> value = flag.value().map(v -> v.toLowerCase(Locale.ROOT));
        if (value.isPresent() && value.get().isEmpty()) {
            error(flag, "missing a value on flag: --" + flag.name(), "true or false");
        } else if (value.isPresent()
                && !value.get().equals("true")
                && !value.get().equals("false")) {
            error(
                    flag,
                    "expecting boolean value for flag --"
                            + flag.name()
                            + ", not: "
                            + flag.value().get(),
                    "true or false");
        }
    }

    private void value(Flag flag, String value) {
        switch (flag.name()) {
            case "mount" -> {
                try {
                    Mount.parse(value);
                } catch (IllegalArgumentException e) {
                    String message = e.getMessage();
                    error(flag, message == null ? "invalid mount" : message, "type=…,target=…");
                }
            }
            case "network", "security" -> {
                Set<String> values = VALUES.getOrDefault(flag.name(), Set.of());
                if (!values.contains(value)) {
                    error(
                            flag,
                            "unsupported " + flag.name() + " mode \"" + value + "\"",
                            String.join(" or ", values.stream().sorted().toList()));
                }
            }
            case "interval", "timeout", "start-period", "start-interval" -> duration(flag, value);
            case "retries" -> {
                if (!value.isEmpty() && !value.matches("\\d{1,9}")) {
                    error(flag, "invalid --retries: " + value, "a whole number, 0 or more");
                }
            }
            default -> {
                // Paths, owners, modes and platforms may hold variables: nothing to say yet.
            }
        }
    }

    private void duration(Flag flag, String value) {
        if (value.isEmpty()) {
            return;
        }
        Optional<Duration> duration = GoDuration.parse(value);
        if (duration.isEmpty()) {
            error(flag, "invalid duration: " + value, "a duration such as 30s or 1m30s");
        } else if (!duration.get().isZero() && duration.get().compareTo(Duration.ofMillis(1)) < 0) {
            error(
                    flag,
                    "Interval \"" + flag.name() + "\" cannot be less than 1ms",
                    "0, or 1ms or more");
        }
    }

    private void error(Flag flag, String message, String expected) {
        problems.add(new Problem(Problem.Severity.ERROR, flag.range(), message, expected));
    }
}
