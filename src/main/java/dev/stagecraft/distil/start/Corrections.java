package dev.stagecraft.distil.start;

import dev.stagecraft.distil.plan.Refusal;
import dev.stagecraft.distil.plan.RefusedException;
import dev.stagecraft.distil.project.Fact;
import dev.stagecraft.distil.project.Fact.Subject;
import dev.stagecraft.distil.project.Place;
import dev.stagecraft.distil.source.EnvValue;
import dev.stagecraft.dockerfile.CommandLine;
import dev.stagecraft.dockerfile.Dockerfile;
import dev.stagecraft.dockerfile.Instruction;
import dev.stagecraft.dockerfile.Problem;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a person says of a project where it was understood wrongly. It comes with the answers to
/// questions, under keys such as `fact.port`; several values of one subject stand in one answer,
/// separated by spaces or commas, and an empty one says that there are none.
public final class Corrections {
    /// What can be corrected, in the order that a person reads it.
    public static final List<Subject> SUBJECTS =
            List.of(
                    Subject.START,
                    Subject.VERSION,
                    Subject.PORT,
                    Subject.USER,
                    Subject.WRITABLE,
                    Subject.HEALTH_CHECK,
                    Subject.ENVIRONMENT,
                    Subject.RUNTIME_PACKAGE);

    private static final int LARGEST_PORT = 65_535;
    private static final int NONROOT = 65_532;
    private static final Pattern PORT =
            Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?(?:/(?:tcp|udp|sctp))?");
    private static final Pattern KEYWORD = Pattern.compile("^(?i:CMD|ENTRYPOINT|HEALTHCHECK)\\s+");
    private static final Pattern VERSION = Pattern.compile("(?:[A-Za-z]+ )?(\\d{1,2})(?:\\.\\d+)*");
    private static final Pattern USER = Pattern.compile("root|nonroot|\\d{1,9}");
    private static final Pattern FOLDER = Pattern.compile("(?:/[\\w.+@-]+)+/?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.-]*");
    private static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-z0-9+.-]*");

    private final Map<Subject, String> values = new EnumMap<>(Subject.class);

    private Corrections() {}

    /// Those among the answers.
    ///
    /// @throws RefusedException when one cannot be meant
    public static Corrections of(Answers answers) {
        Corrections all = new Corrections();
        for (Subject subject : SUBJECTS) {
            String value = answers.values().get(key(subject));
            if (value == null) {
                continue;
            }
            if (!understands(subject, value)) {
                throw new RefusedException(
                        Refusal.of(
                                "\"" + value + "\" cannot be the value of " + key(subject) + ".",
                                "Correct it, or take it back."));
            }
            all.values.put(subject, value.strip());
        }
        return all;
    }

    /// Under which a correction is given, such as `fact.runtime-package`.
    public static String key(Subject subject) {
        return "fact." + subject.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether a version decides the result of an ecosystem: there is more than one runtime to
    /// choose.
    public static boolean chooseVersion(String ecosystem) {
        return ecosystem.matches("Java|Node");
    }

    /// Whether a text can be a value of the subject.
    public static boolean understands(Subject subject, String text) {
        return switch (subject) {
            case START -> command(text).isPresent();
            case VERSION -> VERSION.matcher(text.strip()).matches();
            case HEALTH_CHECK -> check(text).isPresent();
            case ENVIRONMENT -> variables(text).isPresent();
            case USER -> USER.matcher(text.strip()).matches();
            case PORT -> all(text, Corrections::isPort);
            case WRITABLE -> all(text, f -> FOLDER.matcher(f).matches() && !f.contains("/.."));
            case RUNTIME_PACKAGE -> all(text, p -> PACKAGE.matcher(p).matches());
            default -> false;
        };
    }

    /// What a correction would say to mean what these facts tell of a subject.
    public static String written(Subject subject, Collection<Fact> all) {
        List<Fact> facts = all.stream().filter(f -> f.subject() == subject).toList();
        if (subject == Subject.HEALTH_CHECK) {
            return facts.stream()
                    .findFirst()
                    .map(f -> KEYWORD.matcher(f.value()).replaceFirst(""))
                    .orElse("");
        }
        if (subject == Subject.ENVIRONMENT) {
            return facts.stream()
                    .map(f -> f.value().split("=", 2))
                    .map(pair -> pair[0] + "=" + EnvValue.written(pair[1]))
                    .collect(Collectors.joining(" "));
        }
        if (subject == Subject.VERSION) {
            return facts.stream().findFirst().map(Fact::value).orElse("");
        }
        if (subject != Subject.START) {
            return facts.stream().map(Fact::value).collect(Collectors.joining(" "));
        }
        // What ENTRYPOINT and CMD say together; manifests tell what would be started otherwise.
        List<String> values =
                facts.stream()
                        .filter(f ->
                                f.place().file().equals("Dockerfile")
                                        || f.place().equals(Place.PERSON))
                        .map(f -> KEYWORD.matcher(f.value()).replaceFirst(""))
                        .toList();
        boolean lists = values.stream().allMatch(v -> v.startsWith("[") && v.endsWith("]"));
        return values.size() < 2 || !lists
                ? values.stream().findFirst().orElse("")
                : values.stream()
                        .map(v -> v.substring(1, v.length() - 1).strip())
                        .filter(v -> !v.isEmpty())
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    /// The start command.
    public Optional<CommandLine> start() {
        return Optional.ofNullable(values.get(Subject.START)).flatMap(Corrections::command);
    }

    /// The version of the language that the program runs on, such as `21`.
    public Optional<String> version() {
        return Optional.ofNullable(values.get(Subject.VERSION))
                .map(VERSION::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1));
    }

    /// How the container's health is checked; `NONE` where it is not to be.
    public Optional<Instruction.Healthcheck> health() {
        return Optional.ofNullable(values.get(Subject.HEALTH_CHECK)).flatMap(Corrections::check);
    }

    /// The number of the user that the container runs as; 0 for root.
    public Optional<Integer> user() {
        return Optional.ofNullable(values.get(Subject.USER))
                .map(u ->
                        switch (u) {
                            case "root" -> 0;
                            case "nonroot" -> NONROOT;
                            default -> Integer.valueOf(u);
                        });
    }

    /// The ports, such as `8080` or `53/udp`.
    public Optional<List<String>> ports() {
        return words(Subject.PORT);
    }

    /// The variables that the program finds, each with its value as ENV would have it: quotes and
    /// variables are still there.
    public Optional<SequencedMap<String, String>> environment() {
        return Optional.ofNullable(values.get(Subject.ENVIRONMENT)).flatMap(Corrections::variables);
    }

    /// The folders that the program writes to.
    public Optional<List<String>> writable() {
        return words(Subject.WRITABLE)
                .map(all -> all.stream().map(f -> f.replaceFirst("/$", "")).toList());
    }

    /// The packages of the system that the program needs while it runs.
    public Optional<List<String>> packages() {
        return words(Subject.RUNTIME_PACKAGE);
    }

    /// What was said of a subject, one value after the other; absent where nothing was.
    public Optional<List<String>> said(Subject subject) {
        return switch (subject) {
            case START, VERSION -> Optional.ofNullable(values.get(subject)).map(List::of);
            case HEALTH_CHECK ->
                    Optional.ofNullable(values.get(subject))
                            .map(v -> v.isEmpty() ? List.of() : List.of(v));
            case ENVIRONMENT ->
                    environment()
                            .map(all ->
                                    all.entrySet().stream()
                                            .map(e -> e.getKey() + "=" + e.getValue())
                                            .toList());
            default -> words(subject);
        };
    }

    private Optional<List<String>> words(Subject subject) {
        return Optional.ofNullable(values.get(subject)).map(Corrections::split);
    }

    private static List<String> split(String text) {
        return Pattern.compile("[\\s,]+")
                .splitAsStream(text.strip())
                .filter(w -> !w.isEmpty())
                .distinct()
                .toList();
    }

    private static boolean all(String text, Predicate<String> is) {
        return split(text).stream().allMatch(is);
    }

    private static boolean isPort(String text) {
        var port = PORT.matcher(text);
        if (!port.matches()) {
            return false;
        }
        int first = Integer.parseInt(port.group(1));
        int last = port.group(2) == null ? first : Integer.parseInt(port.group(2));
        return first > 0 && first <= last && last <= LARGEST_PORT;
    }

    /// What CMD would make of the text.
    private static Optional<CommandLine> command(String text) {
        return text.isBlank()
                ? Optional.empty()
                : instruction("CMD " + text.strip())
                        .filter(Instruction.Cmd.class::isInstance)
                        .map(i -> ((Instruction.Cmd) i).command());
    }

    /// What ENV would make of the text; nothing is none.
    private static Optional<SequencedMap<String, String>> variables(String text) {
        if (text.isBlank()) {
            return Optional.of(new LinkedHashMap<>());
        }
        return instruction("ENV " + text.strip())
                .filter(Instruction.Env.class::isInstance)
                .map(i -> ((Instruction.Env) i).pairs())
                .filter(pairs ->
                        pairs.stream()
                                .allMatch(
                                        p -> !p.legacy() && NAME.matcher(p.key().text()).matches()))
                .map(pairs -> {
                    SequencedMap<String, String> all = new LinkedHashMap<>();
                    pairs.forEach(p -> all.put(p.key().text(), p.value().text()));
                    return all;
                });
    }

    /// What HEALTHCHECK would make of the text; nothing is none.
    private static Optional<Instruction.Healthcheck> check(String text) {
        return instruction("HEALTHCHECK " + (text.isBlank() ? "NONE" : text.strip()))
                .filter(Instruction.Healthcheck.class::isInstance)
                .map(Instruction.Healthcheck.class::cast);
    }

    private static Optional<Instruction> instruction(String line) {
        if (line.contains("\n") || line.endsWith("\\")) {
            return Optional.empty();
        }
        Dockerfile file = Dockerfile.parse("FROM scratch\n" + line + "\n");
        boolean wrong =
                file.problems().stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
        return wrong ? Optional.empty() : Optional.of(file.instructions().getLast());
    }
}
