package dev.stagecraft.stage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bases of an image that no local image tells of, from patterns that well-known base images leave
/// in a history.
///
/// A Dockerfile has one `CMD` that counts, near its end: a `CMD` with further steps after it ended
/// a base image. What that base was called is told by the settings that its makers always write,
/// such as `ENV PYTHON_VERSION=3.13.5`. All of this is inferred, and says so.
final class HistoryPatterns {
    /// The variable that an official image sets to its version, and that image's name.
    private static final Map<String, String> VERSIONS = versions();

    private HistoryPatterns() {}

    private static Map<String, String> versions() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("PYTHON_VERSION", "python");
        map.put("NODE_VERSION", "node");
        map.put("GOLANG_VERSION", "golang");
        map.put("RUST_VERSION", "rust");
        map.put("RUBY_VERSION", "ruby");
        map.put("PHP_VERSION", "php");
        map.put("NGINX_VERSION", "nginx");
        map.put("HTTPD_VERSION", "httpd");
        map.put("REDIS_VERSION", "redis");
        map.put("PG_VERSION", "postgres");
        map.put("MYSQL_VERSION", "mysql");
        map.put("MARIADB_VERSION", "mariadb");
        map.put("TOMCAT_VERSION", "tomcat");
        map.put("JAVA_VERSION", "eclipse-temurin");
        map.put("MAVEN_VERSION", "maven");
        map.put("GRADLE_VERSION", "gradle");
        map.put("ELIXIR_VERSION", "elixir");
        map.put("DOTNET_VERSION", "mcr.microsoft.com/dotnet/runtime");
        return map;
    }

    /// The bases, the lowest first; none when no pattern is found.
    static List<DraftStage> bases(List<DraftStep> steps) {
        List<DraftStage> bases = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).instruction().keyword().equals("CMD")) {
                continue;
            }
            int end = endOfBase(steps, i);
            if (!addsFiles(steps, end) || !addsFiles(steps.subList(0, end), from)) {
                continue;
            }
            List<DraftStep> own = steps.subList(from, end);
            DraftStage base =
                    new DraftStage(
                            "base:step-" + end,
                            Stage.Kind.BASE,
                            true,
                            Known.by(Reason.HISTORY_PATTERN, steps.get(i).instruction().text()));
            base.name = name(own, from == 0);
            base.steps.addAll(own);
            if (!bases.isEmpty()) {
                base.standsOn = bases.getLast().id;
                base.base = bases.getLast().name;
            }
            bases.add(base);
            from = end;
        }
        return bases;
    }

    /// Bazel, `docker commit` and others leave no `CMD`; nothing is inferred of them.
    private static int endOfBase(List<DraftStep> steps, int cmd) {
        int end = cmd + 1;
        // Official images may set labels or the entry point right after.
        while (end < steps.size()
                && steps.get(end).created().isPresent()
                && steps.get(end).created().equals(steps.get(cmd).created())
                && !steps.get(end).makesLayer()) {
            end++;
        }
        return end;
    }

    private static boolean addsFiles(List<DraftStep> steps, int from) {
        return steps.stream().skip(from).anyMatch(DraftStep::makesLayer);
    }

    private static @Nullable String name(List<DraftStep> own, boolean lowest) {
        String name = null;
        for (DraftStep step : own) {
            Instruction instruction = step.instruction();
            if (instruction.keyword().equals("ENV")) {
                name = versioned(instruction.arguments()).orElse(name);
            }
        }
        return name == null && lowest ? distribution(own) : name;
    }

    private static Optional<String> versioned(String assignment) {
        int equals = assignment.indexOf('=');
        String image = equals < 0 ? null : VERSIONS.get(assignment.substring(0, equals));
        String version = assignment.substring(equals + 1).replace("\"", "");
        boolean plain =
                !version.isEmpty()
                        && version.length() < 40
                        && version.chars()
                                .allMatch(c ->
                                        Character.isLetterOrDigit(c)
                                                || c == '.'
                                                || c == '-'
                                                || c == '_'
                                                || c == '+');
        return image == null || !plain ? Optional.empty() : Optional.of(image + ":" + version);
    }

    /// The distribution at the bottom, as its makers record it.
    private static @Nullable String distribution(List<DraftStep> own) {
        for (DraftStep step : own) {
            String text = step.instruction().text();
            int suite = text.indexOf("# debian.sh --arch ");
            if (suite >= 0) {
                String[] quoted = text.split("'");
                return quoted.length > 3 ? "debian:" + quoted[3] : "debian";
            }
            int alpine = text.indexOf("alpine-minirootfs-");
            if (alpine >= 0) {
                String rest = text.substring(alpine + "alpine-minirootfs-".length());
                int dash = rest.indexOf('-');
                return dash > 0 ? "alpine:" + rest.substring(0, dash) : "alpine";
            }
            if (text.startsWith("LABEL org.opencontainers.image.version=")
                    && own.stream()
                            .anyMatch(s ->
                                    s.instruction()
                                            .text()
                                            .equals(
                                                    "LABEL org.opencontainers.image.ref.name=ubuntu"))) {
                return "ubuntu:" + text.substring(text.indexOf('=') + 1).replace("\"", "");
            }
        }
        return null;
    }
}
