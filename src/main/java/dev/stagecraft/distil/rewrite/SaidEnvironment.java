package dev.stagecraft.distil.rewrite;

import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.PlanLine;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.distil.source.EnvValue;
import dev.stagecraft.distil.start.RunEnvironment;
import dev.stagecraft.dockerfile.Instruction;
import dev.stagecraft.dockerfile.KeyValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The environment of the final stage where a person says which: variables get the values that were
/// said, those that were left out go, and the others are added. What only builds read is not among
/// the facts, so that leaving it out says nothing of it.
public final class SaidEnvironment {
    public static final Reason REASON =
            Reason.of(Lesson.RUN_SETTINGS, "The environment is the one that you gave.");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{?([A-Za-z_]\\w*)");

    private final Situation situation;
    private final Draft draft;
    private final Map<String, String> read;
    private final Map<String, String> now;
    private final Optional<SequencedMap<String, String>> said;
    private final Set<String> written = new HashSet<>();

    public SaidEnvironment(Situation situation, Draft draft) {
        this.situation = situation;
        this.draft = draft;
        this.read = situation.settings().environment();
        this.now = situation.environment();
        this.said = situation.corrections().environment();
    }

    /// Whether a file's variable is among the facts: the running program may read it.
    public static boolean shown(Situation situation, String name) {
        return situation.target().base().minimal() || !EnvNames.buildOnly(name);
    }

    /// Whether Java's own variable takes the place of one that a start script reads.
    boolean translated(String name) {
        return situation.start().env().containsKey("JAVA_TOOL_OPTIONS")
                && name.matches(
                        "JAVA_OPTS|JAVA_OPTIONS|JVM_OPTS|JVM_ARGS|JAVA_ARGS|JAVA_OPTS_APPEND|JAVA_APP_JAR");
    }

    /// Whether a person says another value of a variable, or that there is none, or wants one that
    /// only builds are known to read.
    boolean decides(String name) {
        if (said.isEmpty() || translated(name)) {
            return false;
        }
        if (said.get().containsKey(name)) {
            return !Objects.equals(now.get(name), read.get(name)) || !shown(situation, name);
        }
        if (!read.containsKey(name) || !shown(situation, name)) {
            return false;
        }
        if (now.containsKey(name)) {
            RunEnvironment.naming(situation.target(), name)
                    .ifPresent(i ->
                            draft.warn(name + " stays in the environment: this line names it.", i));
            return false;
        }
        return true;
    }

    /// The pairs of an ENV that a person leaves as they are or gives another value.
    ///
    /// @param kept those that stay where nobody says anything of them
    /// @return the pairs as they are written; the instruction's own where nothing is to change
    public List<String> pairs(Instruction.Env env, List<KeyValue> kept) {
        return env.pairs().stream().flatMap(p -> pair(env, p, kept.contains(p)).stream()).toList();
    }

    private Optional<String> pair(Instruction.Env env, KeyValue pair, boolean kept) {
        String name = pair.key().text();
        String own = name + "=" + pair.value().text();
        if (decides(name)) {
            Optional<String> value = said.map(all -> all.get(name)).filter(v -> sets(env, name));
            value.ifPresent(v -> written.add(name));
            return value.map(v -> name + "=" + v);
        }
        if (!kept) {
            return Optional.empty();
        }
        Matcher reference = REFERENCE.matcher(pair.value().text());
        boolean moves = reference.results().anyMatch(r -> decides(r.group(1)));
        return Optional.of(moves && sets(env, name) ? literal(name) : own);
    }

    private String literal(String name) {
        return name + "=" + EnvValue.written(read.getOrDefault(name, ""));
    }

    /// Whether no later instruction sets the variable again.
    private boolean sets(Instruction.Env env, String name) {
        return Optional.ofNullable(situation.settings().env().get(name))
                .flatMap(s -> s.by())
                .filter(env::equals)
                .isPresent();
    }

    /// What was said and stands in no line yet.
    public List<PlanLine> added() {
        SequencedMap<String, String> rest = new LinkedHashMap<>();
        said.ifPresent(all ->
                all.forEach((name, value) -> {
                    if (decides(name) && !written.contains(name)) {
                        rest.put(name, value);
                    }
                }));
        return rest.entrySet().stream()
                .map(e -> PlanLine.added("ENV " + e.getKey() + "=" + e.getValue(), REASON))
                .toList();
    }
}
