package dev.stagecraft.dockerfile;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// How things are written and named.
final class NamingChecks {
    private static final Set<String> RESERVED = Set.of("scratch", "context");

    private final Dockerfile file;
    private final Stages stages;
    private final List<Checks.Candidate> found;

    NamingChecks(Dockerfile file, Stages stages, List<Checks.Candidate> found) {
        this.file = file;
        this.stages = stages;
        this.found = found;
    }

    void run() {
        Set<String> names = new HashSet<>();
        for (Stage stage : stages.all()) {
            from(stage.from(), names);
            single(stage, Instruction.Cmd.class);
            single(stage, Instruction.Entrypoint.class);
            single(stage, Instruction.Healthcheck.class);
        }
        casing();
        for (Instruction instruction : file.instructions()) {
            emptyLines(instruction);
            for (Instruction each : instruction.withNested()) {
                switch (each) {
                    case Instruction.Maintainer maintainer ->
                            add(
                                    Rule.MAINTAINER_DEPRECATED,
                                    maintainer,
                                    maintainer.range(),
                                    "MAINTAINER is deprecated");
                    case Instruction.Env env -> legacy(env, env.pairs());
                    case Instruction.Label label -> legacy(label, label.pairs());
                    case Instruction.Arg arg ->
                            description(
                                    arg,
                                    arg.definitions().stream().map(d -> d.name().text()).toList());
                    case Instruction.From from ->
                            from.stageName().ifPresent(n -> description(from, List.of(n)));
                    default -> {
                        // Nothing in their naming.
                    }
                }
            }
        }
    }

    private void add(Rule rule, Instruction where, SourceRange range, String message) {
        Checks.Candidate.add(found, rule, where, range, message);
    }

    private void from(Instruction.From from, Set<String> names) {
        if (from.name().isEmpty() || from.as().isEmpty()) {
            return;
        }
        Word name = from.name().get();
        String lower = name.text().toLowerCase(Locale.ROOT);
        if (!name.text().equals(lower)) {
            add(
                    Rule.STAGE_NAME_CASING,
                    from,
                    name.range(),
                    "the stage name " + name + " is not in lower case");
        }
        String keyword = from.source().keyword().text();
        String as = from.as().get().text();
        boolean keywordLower = keyword.equals(keyword.toLowerCase(Locale.ROOT));
        boolean keywordUpper = keyword.equals(keyword.toUpperCase(Locale.ROOT));
        if ((keywordLower && !as.equals(as.toLowerCase(Locale.ROOT)))
                || (keywordUpper && !as.equals(as.toUpperCase(Locale.ROOT)))) {
            add(
                    Rule.FROM_AS_CASING,
                    from,
                    from.as().get().range(),
                    keyword + " and " + as + " are not in the same case");
        }
        if (RESERVED.contains(lower)) {
            add(
                    Rule.RESERVED_STAGE_NAME,
                    from,
                    name.range(),
                    "the stage name " + lower + " has a meaning of its own");
        }
        if (!names.add(lower)) {
            add(
                    Rule.DUPLICATE_STAGE_NAME,
                    from,
                    name.range(),
                    "an earlier stage is named " + lower + " too");
        }
    }

    private <T extends Instruction> void single(Stage stage, Class<T> type) {
        List<T> all = stage.all(type);
        for (int i = 0; i + 1 < all.size(); i++) {
            add(
                    Rule.MULTIPLE_INSTRUCTIONS_DISALLOWED,
                    all.get(i),
                    all.get(i).range(),
                    "a later "
                            + all.get(i).keyword()
                            + " of the same stage takes the place of this one");
        }
    }

    private void casing() {
        int lower = 0;
        int upper = 0;
        List<Instruction> inStages =
                stages.all().stream()
                        .flatMap(s -> Stream.concat(Stream.of(s.from()), s.instructions().stream()))
                        .toList();
        for (Instruction instruction : inStages) {
            String keyword = instruction.source().keyword().text();
            if (keyword.equals(keyword.toLowerCase(Locale.ROOT))) {
                lower++;
            } else if (keyword.equals(keyword.toUpperCase(Locale.ROOT))) {
                upper++;
            }
        }
        boolean mostlyLower = lower > upper;
        for (Instruction instruction : inStages) {
            String keyword = instruction.source().keyword().text();
            String right =
                    mostlyLower
                            ? keyword.toLowerCase(Locale.ROOT)
                            : keyword.toUpperCase(Locale.ROOT);
            if (!keyword.equals(right)) {
                add(
                        Rule.CONSISTENT_INSTRUCTION_CASING,
                        instruction,
                        instruction.source().keyword().range(),
                        keyword
                                + " is not in "
                                + (mostlyLower ? "lower" : "upper")
                                + " case as most keywords are");
            }
        }
    }

    private void emptyLines(Instruction instruction) {
        int last =
                instruction.source().heredocs().isEmpty()
                        ? instruction.range().endLine()
                        : instruction.source().arguments().range().endLine();
        for (int line = instruction.range().startLine() + 1; line <= last; line++) {
            String text = file.line(line);
            if (Space.skip(text, 0, text.length()) == text.length()) {
                SourceRange first =
                        file.range(instruction.range().start(), instruction.range().start());
                add(
                        Rule.NO_EMPTY_CONTINUATION,
                        instruction,
                        lineRange(line).orElse(first),
                        "a blank line inside a continued instruction");
                return;
            }
        }
    }

    private Optional<SourceRange> lineRange(int line) {
        return file.problems().stream()
                .map(Problem::range)
                .filter(r -> r.startLine() == line)
                .findFirst();
    }

    private void legacy(Instruction instruction, List<KeyValue> pairs) {
        if (!pairs.isEmpty() && pairs.getFirst().legacy()) {
            add(
                    Rule.LEGACY_KEY_VALUE_FORMAT,
                    instruction,
                    pairs.getFirst().range(),
                    instruction.keyword() + " is written with a space instead of =");
        }
    }

    private void description(Instruction instruction, List<String> names) {
        List<Comment> comments = instruction.source().comments();
        if (comments.isEmpty()) {
            return;
        }
        Comment last = comments.getLast();
        if (!names.contains(last.text().split(" ", 2)[0])) {
            add(
                    Rule.INVALID_DEFINITION_DESCRIPTION,
                    instruction,
                    instruction.range(),
                    "the comment before it does not start with "
                            + (names.size() > 1 ? "one of its names" : names.getFirst()));
        }
    }
}
