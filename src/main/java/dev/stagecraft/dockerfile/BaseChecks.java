package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What FROM names.
final class BaseChecks {
    private static final Pattern PLATFORM =
            Pattern.compile("[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+){0,2}");
    private static final Set<String> SYSTEMS =
            Set.of(
                    "linux",
                    "windows",
                    "darwin",
                    "freebsd",
                    "netbsd",
                    "openbsd",
                    "wasip1",
                    "js",
                    "plan9",
                    "solaris",
                    "aix",
                    "android",
                    "dragonfly",
                    "illumos",
                    "ios");

    private final Dockerfile file;
    private final Stages stages;
    private final List<Checks.Candidate> found;
    private final WordExpansion expansion;

    BaseChecks(Dockerfile file, Stages stages, List<Checks.Candidate> found) {
        this.file = file;
        this.stages = stages;
        this.found = found;
        this.expansion = WordExpansion.with(file.escape());
    }

    void run(Map<String, String> basePlatforms) {
        BuildOptions options = stages.options();
        String target = stages.target().flatMap(Stage::name).orElse("");
        Map<String, String> defaults =
                GlobalArguments.evaluate(
                        file,
                        options.withBuildArguments(Map.of()),
                        stages.globalArguments(),
                        target);
        for (Stage stage : stages.all()) {
            Instruction.From from = stage.from();
            expand(from.image(), stages.globalScope())
                    .ifPresent(r -> undefined(from, from.image(), r));
            expand(from.image(), defaults)
                    .filter(r -> !ImageName.isValid(r.text()))
                    .ifPresent(r ->
                            add(
                                    Rule.INVALID_DEFAULT_ARG_IN_FROM,
                                    from,
                                    from.image().range(),
                                    from.image() + " is no valid image name by default"));
            for (Flag flag : from.source().flags()) {
                if (flag.name().equals("platform") && flag.value().isPresent()) {
                    platform(stage, new Word(flag.value().get(), flag.range()));
                }
            }
            if (stage.base() instanceof StageSource.OfImage(String reference)) {
                basePlatform(stage, reference, Optional.ofNullable(basePlatforms.get(reference)));
            }
        }
    }

    private void add(Rule rule, Instruction where, SourceRange range, String message) {
        Checks.Candidate.add(found, rule, where, range, message);
    }

    private Optional<WordExpansion.Result> expand(Word word, Map<String, String> values) {
        try {
            return Optional.of(
                    expansion.expand(word.text(), n -> Optional.ofNullable(values.get(n))));
        } catch (ExpansionException e) {
            return Optional.empty();
        }
    }

    private void undefined(Instruction.From from, Word word, WordExpansion.Result result) {
        Set<String> declared = new LinkedHashSet<>(stages.globalScope().keySet());
        stages.globalArguments()
                .forEach(a -> a.definitions().forEach(d -> declared.add(d.name().text())));
        for (String name : result.unmatched()) {
            if (!declared.contains(name)) {
                add(
                        Rule.UNDEFINED_ARG_IN_FROM,
                        from,
                        word.range(),
                        "the argument "
                                + name
                                + " is not declared before the first FROM"
                                + Nearest.of(name, new ArrayList<>(declared))
                                        .map(n -> "; is " + n + " meant?")
                                        .orElse(""));
            }
        }
    }

    private void platform(Stage stage, Word word) {
        Optional<WordExpansion.Result> expanded = expand(word, stages.globalScope());
        if (expanded.isEmpty()) {
            return;
        }
        WordExpansion.Result result = expanded.get();
        undefined(stage.from(), word, result);
        if (result.unmatched().isEmpty()
                && result.matched().equals(Set.of("TARGETPLATFORM"))
                && result.text().equals(stages.globalScope().get("TARGETPLATFORM"))) {
            add(
                    Rule.REDUNDANT_TARGET_PLATFORM,
                    stage.from(),
                    word.range(),
                    word + " is the platform that FROM uses anyway");
        }
        if (result.matched().isEmpty()
                && result.unmatched().isEmpty()
                && PLATFORM.matcher(result.text()).matches()
                && namesNoPlatform(stage, result.text())) {
            add(
                    Rule.FROM_PLATFORM_FLAG_CONST_DISALLOWED,
                    stage.from(),
                    word.range(),
                    "the platform is always " + result.text());
        }
    }

    /// A stage that has the platform in its name is for that platform on purpose.
    private static boolean namesNoPlatform(Stage stage, String platform) {
        String name = stage.name().orElse("");
        String[] parts = platform.toLowerCase(Locale.ROOT).split("/");
        String system = parts.length > 1 || SYSTEMS.contains(parts[0]) ? parts[0] : "linux";
        String machine = parts.length > 1 ? parts[1] : parts[0];
        String normal =
                switch (machine) {
                    case "x86_64", "x86-64" -> "amd64";
                    case "aarch64" -> "arm64";
                    default -> machine;
                };
        return !name.contains(system) && !name.contains(normal);
    }

    private void basePlatform(Stage stage, String reference, Optional<String> actual) {
        Optional<String> asked =
                stage.from()
                        .platform()
                        .flatMap(p ->
                                expand(new Word(p, stage.from().range()), stages.globalScope())
                                        .map(WordExpansion.Result::text));
        String expected = asked.orElse(stages.options().targetPlatform());
        if (actual.isPresent()
                && !systemAndMachine(expected).equals(systemAndMachine(actual.get()))) {
            add(
                    Rule.INVALID_BASE_IMAGE_PLATFORM,
                    stage.from(),
                    stage.from().image().range(),
                    reference + " is for " + actual.get() + ", and " + expected + " is built");
        }
    }

    private static String systemAndMachine(String platform) {
        String[] parts = platform.split("/");
        return parts.length > 1 ? parts[0] + "/" + parts[1] : platform;
    }
}
