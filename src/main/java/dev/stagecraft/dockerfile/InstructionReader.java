package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Types one joined line: keyword, flags, arguments. The arguments are read by the keyword's own
/// rules, as in BuildKit's `line_parsers.go` and `instructions/parse.go`.
final class InstructionReader {
    private final LogicalLine joined;
    private final String text;
    private final int start;
    private final int end;
    private final char escape;
    private final List<Problem> problems;
    private final int keywordEnd;
    private final String keyword;
    private final WordSplitter.Flags flags;

    InstructionReader(LogicalLine joined, char escape, List<Problem> problems) {
        this(joined, 0, joined.text().length(), escape, problems);
    }

    private InstructionReader(
            LogicalLine joined, int from, int to, char escape, List<Problem> problems) {
        this.joined = joined;
        this.text = joined.text();
        this.escape = escape;
        this.problems = problems;
        this.start = Space.skip(text, from, to);
        this.end = Space.skipBack(text, start, to);
        int at = start;
        while (at < end && !Space.isBlank(text.charAt(at))) {
            at++;
        }
        this.keywordEnd = at;
        this.keyword = text.substring(start, keywordEnd).toUpperCase(Locale.ROOT);
        this.flags = WordSplitter.flags(joined, text, keywordEnd, end, escape);
    }

    /// Whether the lines after may be here-documents of this instruction.
    boolean mayHaveHeredocs() {
        return switch (keyword) {
            case "RUN", "COPY", "ADD" ->
                    !(JsonStrings.read(text, flags.rest(), end) instanceof JsonStrings.Strings);
            case "ONBUILD" -> flags.rest() < end && triggerMayHaveHeredocs();
            default -> false;
        };
    }

    /// An ONBUILD in an ONBUILD is refused, however many there are.
    private boolean triggerMayHaveHeredocs() {
        InstructionReader nested = nested();
        return !nested.keyword.equals("ONBUILD") && nested.mayHaveHeredocs();
    }

    private InstructionReader nested() {
        return new InstructionReader(joined, flags.rest(), end, escape, problems);
    }

    Instruction read(
            SourceRange range,
            String raw,
            List<Comment> comments,
            List<Comment> innerComments,
            List<Heredoc> heredocs) {
        Instruction.Source source =
                new Instruction.Source(
                        joined.word(start, keywordEnd),
                        flags.flags(),
                        joined.word(flags.rest(), end),
                        range,
                        raw,
                        text.substring(start, end),
                        comments,
                        innerComments,
                        heredocs);
        FlagRules.check(keyword, source, problems);
        return switch (keyword) {
            case "FROM" -> from(source);
            case "RUN" -> new Instruction.Run(source, commandLine(source, flags.rest()));
            case "CMD" -> new Instruction.Cmd(source, commandLine(source, flags.rest()));
            case "ENTRYPOINT" ->
                    new Instruction.Entrypoint(source, commandLine(source, flags.rest()));
            case "ENV" ->
                    pairs(source)
                            .<Instruction>map(p -> new Instruction.Env(source, p))
                            .orElseGet(() -> new Instruction.Invalid(source));
            case "LABEL" ->
                    pairs(source)
                            .<Instruction>map(p -> new Instruction.Label(source, p))
                            .orElseGet(() -> new Instruction.Invalid(source));
            case "ARG" -> arg(source);
            case "EXPOSE" -> expose(source);
            case "COPY", "ADD" -> transfer(source);
            case "VOLUME" -> volume(source);
            case "USER", "WORKDIR", "STOPSIGNAL", "MAINTAINER" -> single(source);
            case "HEALTHCHECK" -> healthcheck(source);
            case "SHELL" -> shell(source);
            case "ONBUILD" -> onbuild(source);
            default -> unknown(source);
        };
    }

    private Instruction from(Instruction.Source source) {
        List<Word> words = WordSplitter.blankParted(joined, text, flags.rest(), end);
        if (words.size() == 1) {
            return new Instruction.From(
                    source, words.getFirst(), Optional.empty(), Optional.empty());
        }
        if (words.size() != 3 || !words.get(1).text().equalsIgnoreCase("as")) {
            return invalid(
                    source,
                    source.arguments().range(),
                    "FROM requires either one or three arguments",
                    "FROM image, or FROM image AS name");
        }
        Word name = words.get(2);
        if (!StageName.isValid(name.text())) {
            error(
                    name.range(),
                    "invalid name for build stage: \""
                            + name.text()
                            + "\", name can't start with a number or contain symbols",
                    "a letter, then letters, digits, '-', '_' and '.'");
        }
        return new Instruction.From(
                source, words.getFirst(), Optional.of(words.get(1)), Optional.of(name));
    }

    private CommandLine commandLine(Instruction.Source source, int from) {
        JsonStrings.Result json = JsonStrings.read(text, from, end);
        if (json instanceof JsonStrings.Strings strings) {
            return new CommandLine.ExecForm(words(strings), joined.range(from, end));
        }
        if (json instanceof JsonStrings.OtherArray other) {
            notStrings(other);
        } else if (from == end
                && source.heredocs().isEmpty()
                && !source.keyword().text().equalsIgnoreCase("HEALTHCHECK")) {
            problems.add(
                    new Problem(
                            Problem.Severity.WARNING,
                            source.range(),
                            keyword + " has no command",
                            "a command"));
        }
        return new CommandLine.ShellForm(text.substring(from, end), joined.range(from, end));
    }

    private void notStrings(JsonStrings.OtherArray other) {
        error(
                joined.range(other.at(), Math.min(other.at() + 1, end)),
                "when using JSON array syntax, arrays must be comprised of strings only",
                "a string in double quotes");
    }

    private List<Word> words(JsonStrings.Strings strings) {
        return strings.items().stream()
                .map(item -> joined.word(item.text(), item.from(), item.to()))
                .toList();
    }

    private Optional<List<KeyValue>> pairs(Instruction.Source source) {
        List<Word> words = WordSplitter.quoted(joined, text, flags.rest(), end, escape);
        if (words.isEmpty()) {
            return failed(source.range(), keyword + " requires at least one argument", "key=value");
        }
        if (words.getFirst().text().indexOf('=') < 0) {
            return legacyPair();
        }
        List<KeyValue> pairs = new ArrayList<>();
        int from = flags.rest();
        for (Word word : words) {
            int at = text.indexOf(word.text(), from);
            from = at + word.text().length();
            int equals = word.text().indexOf('=');
            if (equals < 0) {
                return failed(
                        word.range(),
                        "Syntax error - can't find = in \""
                                + word.text()
                                + "\". Must be of the form: name=value",
                        "name=value");
            }
            if (equals == 0) {
                return failed(word.range(), keyword + " names can not be blank", "a name before =");
            }
            pairs.add(
                    new KeyValue(
                            joined.word(at, at + equals),
                            joined.word(at + equals + 1, at + word.text().length()),
                            false));
        }
        return Optional.of(pairs);
    }

    private Optional<List<KeyValue>> legacyPair() {
        int keyEnd = flags.rest();
        while (keyEnd < end && !Space.isBlank(text.charAt(keyEnd))) {
            keyEnd++;
        }
        int value = keyEnd;
        while (value < end && Space.isBlank(text.charAt(value))) {
            value++;
        }
        if (keyEnd == end) {
            return failed(
                    joined.range(flags.rest(), end),
                    keyword + " must have two arguments",
                    "name=value");
        }
        return Optional.of(
                List.of(
                        new KeyValue(
                                joined.word(flags.rest(), keyEnd), joined.word(value, end), true)));
    }

    private <T> Optional<T> failed(SourceRange range, String message, String expected) {
        error(range, message, expected);
        return Optional.empty();
    }

    private Instruction arg(Instruction.Source source) {
        List<Instruction.Arg.Definition> definitions = new ArrayList<>();
        int from = flags.rest();
        for (Word word : WordSplitter.quoted(joined, text, flags.rest(), end, escape)) {
            int at = text.indexOf(word.text(), from);
            from = at + word.text().length();
            int equals = word.text().indexOf('=');
            if (equals == 0) {
                return invalid(
                        source, word.range(), "ARG names can not be blank", "a name before =");
            }
            definitions.add(
                    equals < 0
                            ? new Instruction.Arg.Definition(word, Optional.empty())
                            : new Instruction.Arg.Definition(
                                    joined.word(at, at + equals),
                                    Optional.of(joined.word(at + equals + 1, from))));
        }
        return definitions.isEmpty()
                ? tooFew(source, "ARG requires at least one argument", "a name")
                : new Instruction.Arg(source, definitions);
    }

    private Instruction expose(Instruction.Source source) {
        List<Word> ports = WordSplitter.blankParted(joined, text, flags.rest(), end);
        return ports.isEmpty()
                ? tooFew(source, "EXPOSE requires at least one argument", "a port")
                : new Instruction.Expose(source, ports);
    }

    private Instruction transfer(Instruction.Source source) {
        JsonStrings.Result json = JsonStrings.read(text, flags.rest(), end);
        if (json instanceof JsonStrings.OtherArray other) {
            notStrings(other);
            return new Instruction.Invalid(source);
        }
        boolean isJson = json instanceof JsonStrings.Strings;
        List<Word> words =
                json instanceof JsonStrings.Strings strings
                        ? words(strings)
                        : WordSplitter.blankParted(joined, text, flags.rest(), end);
        if (words.size() < 2) {
            return tooFew(
                    source,
                    keyword
                            + " requires at least two arguments, but only one was provided."
                            + " Destination could not be determined",
                    "a source and a destination");
        }
        Word destination = words.getLast();
        if (HeredocWord.parse(destination.text()).isPresent()) {
            return invalid(
                    source,
                    destination.range(),
                    keyword + " cannot accept a heredoc as a destination",
                    "a path");
        }
        List<Word> sources =
                words.subList(0, words.size() - 1).stream()
                        .filter(w -> HeredocWord.parse(w.text()).isEmpty())
                        .toList();
        return keyword.equals("COPY")
                ? new Instruction.Copy(source, sources, destination, isJson)
                : new Instruction.Add(source, sources, destination, isJson);
    }

    private Instruction volume(Instruction.Source source) {
        JsonStrings.Result json = JsonStrings.read(text, flags.rest(), end);
        if (json instanceof JsonStrings.OtherArray other) {
            notStrings(other);
            return new Instruction.Invalid(source);
        }
        List<Word> paths =
                json instanceof JsonStrings.Strings strings
                        ? words(strings)
                        : WordSplitter.blankParted(joined, text, flags.rest(), end);
        if (paths.isEmpty()) {
            return tooFew(source, "VOLUME requires at least one argument", "a path");
        }
        for (Word path : paths) {
            if (path.text().isBlank()) {
                error(path.range(), "VOLUME specified can not be an empty string", "a path");
            }
        }
        return new Instruction.Volume(source, paths, json instanceof JsonStrings.Strings);
    }

    private Instruction single(Instruction.Source source) {
        Word argument = source.arguments();
        if (argument.text().isEmpty()) {
            return tooFew(source, keyword + " requires exactly one argument", "one argument");
        }
        return switch (keyword) {
            case "USER" -> new Instruction.User(source, argument);
            case "WORKDIR" -> new Instruction.Workdir(source, argument);
            case "STOPSIGNAL" -> new Instruction.Stopsignal(source, argument);
            default -> new Instruction.Maintainer(source, argument);
        };
    }

    private Instruction healthcheck(Instruction.Source source) {
        int typeEnd = flags.rest();
        while (typeEnd < end && !Space.isSpace(text.charAt(typeEnd))) {
            typeEnd++;
        }
        String type = text.substring(flags.rest(), typeEnd);
        int command = Space.skip(text, typeEnd, end);
        SourceRange typeRange = joined.range(flags.rest(), typeEnd);
        if (type.isEmpty()) {
            return tooFew(source, "HEALTHCHECK requires at least one argument", "CMD or NONE");
        }
        if (type.equalsIgnoreCase("NONE")) {
            if (command < end) {
                error(
                        joined.range(command, end),
                        "HEALTHCHECK NONE takes no arguments",
                        "the end of the line");
            }
            return new Instruction.Healthcheck(source, Optional.empty());
        }
        if (!type.equalsIgnoreCase("CMD")) {
            return invalid(
                    source,
                    typeRange,
                    "Unknown type \"" + type.toUpperCase(Locale.ROOT) + "\" in HEALTHCHECK",
                    "CMD or NONE");
        }
        CommandLine line = commandLine(source, command);
        if (command == end
                || (line instanceof CommandLine.ExecForm exec && exec.arguments().isEmpty())) {
            return invalid(source, typeRange, "Missing command after HEALTHCHECK CMD", "a command");
        }
        return new Instruction.Healthcheck(source, Optional.of(line));
    }

    private Instruction shell(Instruction.Source source) {
        JsonStrings.Result json = JsonStrings.read(text, flags.rest(), end);
        if (json instanceof JsonStrings.OtherArray other) {
            notStrings(other);
            return new Instruction.Invalid(source);
        }
        if (!(json instanceof JsonStrings.Strings strings)) {
            return flags.rest() == end
                    ? tooFew(source, "SHELL requires at least one argument", "a JSON array")
                    : invalid(
                            source,
                            source.arguments().range(),
                            "SHELL requires the arguments to be in JSON form",
                            "a JSON array such as [\"/bin/bash\", \"-c\"]");
        }
        return strings.items().isEmpty()
                ? tooFew(source, "SHELL requires at least one argument", "a program")
                : new Instruction.Shell(source, words(strings));
    }

    private Instruction onbuild(Instruction.Source source) {
        if (flags.rest() == end) {
            return tooFew(source, "ONBUILD requires at least one argument", "an instruction");
        }
        InstructionReader nested = nested();
        SourceRange at = joined.range(nested.start, nested.keywordEnd);
        if (nested.keyword.equals("ONBUILD")) {
            return invalid(
                    source,
                    at,
                    "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed",
                    "another instruction");
        }
        if (nested.keyword.equals("MAINTAINER") || nested.keyword.equals("FROM")) {
            return invalid(
                    source,
                    at,
                    nested.keyword + " isn't allowed as an ONBUILD trigger",
                    "another instruction");
        }
        SourceRange outer = source.range();
        SourceRange range =
                new SourceRange(
                        at.start(),
                        Math.max(at.start(), outer.end()),
                        at.startLine(),
                        at.startColumn(),
                        outer.endLine(),
                        outer.endColumn());
        String raw = source.raw().substring(at.start() - outer.start());
        Instruction trigger = nested.read(range, raw, List.of(), List.of(), source.heredocs());
        return new Instruction.Onbuild(source, trigger);
    }

    private Instruction unknown(Instruction.Source source) {
        String written = source.keyword().text();
        error(
                source.keyword().range(),
                written.isEmpty() ? "no instruction" : "unknown instruction: " + written,
                Nearest.of(keyword, Keywords.ALL).orElse("an instruction such as RUN or COPY"));
        return new Instruction.Unknown(source);
    }

    private Instruction tooFew(Instruction.Source source, String message, String expected) {
        SourceRange range =
                source.arguments().text().isEmpty()
                        ? source.keyword().range()
                        : source.arguments().range();
        return invalid(source, range, message, expected);
    }

    private Instruction invalid(
            Instruction.Source source, SourceRange range, String message, String expected) {
        error(range, message, expected);
        return new Instruction.Invalid(source);
    }

    private void error(SourceRange range, String message, String expected) {
        problems.add(new Problem(Problem.Severity.ERROR, range, message, expected));
    }
}
