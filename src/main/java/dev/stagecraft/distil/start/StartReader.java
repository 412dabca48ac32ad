package dev.stagecraft.distil.start;

import dev.stagecraft.distil.plan.Lesson;
import dev.stagecraft.distil.plan.LineSpan;
import dev.stagecraft.distil.plan.Question;
import dev.stagecraft.distil.plan.Reason;
import dev.stagecraft.distil.plan.Refusal;
import dev.stagecraft.distil.plan.RefusedException;
import dev.stagecraft.distil.plan.Warning;
import dev.stagecraft.distil.project.ProjectFiles;
import dev.stagecraft.distil.shell.ShellScript;
import dev.stagecraft.distil.shell.ShellWord;
import dev.stagecraft.distil.source.BaseImage;
import dev.stagecraft.distil.source.Paths;
import dev.stagecraft.distil.source.Setting;
import dev.stagecraft.distil.source.Settings;
import dev.stagecraft.distil.source.SourceFile;
import dev.stagecraft.distil.source.SourceStage;
import dev.stagecraft.distil.source.Transferred;
import dev.stagecraft.dockerfile.CommandLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out what a container of a stage runs in the end.
public final class StartReader {
    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "zsh");

    /// Scripts of base images, which the ecosystems know.
    private static final Set<String> BASE_SCRIPTS =
            Set.of(
                    "catalina.sh",
                    "standalone.sh",
                    "startup.sh",
                    "jetty.sh",
                    "start.sh",
                    "domain.sh");

    /// Scripts that fetch a build tool and start it; the ecosystem knows what they run.
    private static final Set<String> BUILD_WRAPPERS = Set.of("mvnw", "gradlew");

    private final SourceFile file;
    private final SourceStage stage;
    private final ProjectFiles context;
    private final Answers answers;
    private final StageFiles files;
    private final Settings settings;

    private final SequencedMap<String, String> env = new LinkedHashMap<>();
    private final List<LineSpan> sources = new ArrayList<>();
    private final List<Reason> reasons = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();
    private final List<String> buildSteps = new ArrayList<>();
    private final List<String> scripts = new ArrayList<>();
    private final List<String> folders = new ArrayList<>();
    private @Nullable String workdir;
    private String virtualEnvironment = "";
    private boolean shellForm;
    private int depth;

    public StartReader(SourceFile file, SourceStage stage, ProjectFiles context, Answers answers) {
        this.file = file;
        this.stage = stage;
        this.context = context;
        this.answers = answers;
        this.files = new StageFiles(file, stage, context);
        this.settings = file.settings(stage);
    }

    /// Reads it.
    ///
    /// @throws RefusedException when only a shell could run it
    public Start read() {
        Optional<CommandLine> given = Corrections.of(answers).start();
        return given.isPresent() ? given(given.get()) : written();
    }

    /// What a person says that it starts, instead of what is written.
    private Start given(CommandLine command) {
        settings.entrypoint().flatMap(Setting::by).ifPresent(i -> sources.add(LineSpan.of(i)));
        settings.cmd().flatMap(Setting::by).ifPresent(i -> sources.add(LineSpan.of(i)));
        reasons.add(Reason.of(Lesson.EXEC_FORM, "The start command is the one that you gave."));
        List<String> words =
                switch (command) {
                    case CommandLine.ExecForm exec -> exec.argv();
                    case CommandLine.ShellForm shell ->
                            ShellScript.parse(shell.text())
                                    .single()
                                    .flatMap(ShellScript.Step::literal)
                                    .orElseGet(() ->
                                            argv(
                                                    new Setting<>(
                                                            command,
                                                            Optional.empty(),
                                                            stage.index())));
                };
        List<String> argv = resolve(words, List.of());
        return start(argv, settings.entrypoint().isEmpty() ? 0 : argv.size());
    }

    private Start written() {
        Optional<Setting<CommandLine>> entrypoint = settings.entrypoint();
        Optional<Setting<CommandLine>> cmd = settings.cmd();
        entrypoint.flatMap(Setting::by).ifPresent(i -> sources.add(LineSpan.of(i)));
        List<String> first = entrypoint.map(this::argv).orElse(settings.inheritedEntrypoint());
        boolean shellEntrypoint =
                entrypoint.map(e -> e.value() instanceof CommandLine.ShellForm).orElse(false);
        List<String> second = List.of();
        if (!shellEntrypoint) {
            second = cmd.map(this::argv).orElse(settings.inheritedCmd());
            cmd.flatMap(Setting::by).ifPresent(i -> sources.add(LineSpan.of(i)));
        } else {
            cmd.flatMap(Setting::by)
                    .ifPresent(i ->
                            warnings.add(
                                    new Warning(
                                            "CMD has no effect beside an ENTRYPOINT in shell form; it is left out.",
                                            Optional.of(LineSpan.of(i)))));
        }
        List<String> whole = new ArrayList<>(first);
        whole.addAll(second);
        List<String> argv = resolve(whole, second);
        List<String> tail = alone(second);
        int fixed = Math.max(0, argv.size() - tail.size());
        boolean keepsTail =
                !tail.isEmpty()
                        && argv.size() >= tail.size()
                        && argv.subList(fixed, argv.size()).equals(tail);
        boolean wraps =
                !first.isEmpty()
                        && Wrappers.unwrap(
                                        java.util.stream.Stream.concat(
                                                        first.stream(),
                                                        java.util.stream.Stream.of("x"))
                                                .toList())
                                .map(u -> u.argv().equals(List.of("x")))
                                .orElse(false);
        int count = entrypoint.isEmpty() || wraps ? 0 : keepsTail ? fixed : argv.size();
        return start(argv, count);
    }

    /// What CMD starts without an ENTRYPOINT; as it is written where only a shell could run it.
    private List<String> alone(List<String> command) {
        try {
            return new StartReader(file, stage, context, answers).resolve(command, command);
        } catch (RefusedException e) {
            return command;
        }
    }

    private Start start(List<String> argv, int fixed) {
        return new Start(
                argv,
                fixed,
                env,
                Optional.ofNullable(workdir),
                sources,
                reasons,
                warnings,
                questions,
                buildSteps,
                shellForm,
                scripts,
                folders,
                virtualEnvironment);
    }

    private List<String> argv(Setting<CommandLine> setting) {
        return switch (setting.value()) {
            case CommandLine.ExecForm exec -> exec.argv();
            case CommandLine.ShellForm shell -> {
                List<String> out = new ArrayList<>(settings.shell());
                out.add(shell.text());
                yield out;
            }
        };
    }

    /// Takes off shells, scripts and wrappers until a program is left.
    private List<String> resolve(List<String> argv, List<String> arguments) {
        if (++depth > 20) {
            throw refuse(
                    "The start command goes through more than twenty scripts and wrappers.",
                    "Start the program itself in CMD.");
        }
        if (argv.isEmpty()) {
            return argv;
        }
        String name = Paths.name(argv.getFirst());
        if (SHELLS.contains(name) && argv.size() >= 3 && isCommandFlag(argv.get(1))) {
            shellForm = true;
            reasons.add(
                    Reason.of(
                            Lesson.EXEC_FORM,
                            "The start command was run by a shell; it is written as a list of words."));
            return resolve(
                    sequence(ShellScript.parse(argv.get(2)), argv.subList(3, argv.size())),
                    arguments);
        }
        if (name.equals("docker-entrypoint.sh") && settings.entrypoint().isEmpty()) {
            boolean node = stage.base().kind() == BaseImage.Kind.NODE;
            List<String> rest = argv.subList(1, argv.size());
            return resolve(node ? nodeEntrypoint(rest) : rest, arguments);
        }
        if (name.equals("run-java.sh") && files.find(argv.getFirst()).isEmpty()) {
            return resolve(RunJava.command(this, argv.subList(1, argv.size())), arguments);
        }
        if (BASE_SCRIPTS.contains(name) && files.find(argv.getFirst()).isEmpty()) {
            return argv;
        }
        Optional<Wrappers.Unwrapped> waits =
                Wrappers.unwrap(argv).filter(u -> u.kind() == Wrappers.Kind.WAIT);
        if (waits.isPresent()) {
            explain(waits.get(), name);
            scripts.add(Paths.resolve(settings.workdir().value(), argv.getFirst()));
            return resolve(waits.get().argv(), arguments);
        }
        Optional<PackageScript.Found> packaged = PackageScript.find(argv, context, files::find);
        if (packaged.isPresent()) {
            return resolve(packageScript(packaged.get()), arguments);
        }
        Optional<String> script = script(argv);
        if (script.isPresent()) {
            int skip = SHELLS.contains(name) ? 2 : 1;
            return resolve(
                    runScript(script.get(), argv.get(skip - 1), argv.subList(skip, argv.size())),
                    arguments);
        }
        Optional<Wrappers.Unwrapped> unwrapped = Wrappers.unwrap(argv);
        if (unwrapped.isPresent()) {
            explain(unwrapped.get(), name);
            return resolve(unwrapped.get().argv(), arguments);
        }
        return argv;
    }

    /// `npm start` and its like, with the scripts that run before.
    private List<String> packageScript(PackageScript.Found found) {
        if (found.script().isEmpty()) {
            return found.arguments();
        }
        reasons.add(
                Reason.of(
                        Lesson.EXEC_FORM,
                        "The final stage has no "
                                + found.tool()
                                + ": the script \""
                                + found.name()
                                + "\" of package.json is written out."));
        ShellScript script = ShellScript.parse(found.script());
        List<ShellScript.Step> steps = new ArrayList<>(script.steps());
        if (!steps.isEmpty() && !found.arguments().isEmpty()) {
            ShellScript.Step last = steps.removeLast();
            List<ShellWord> words = new ArrayList<>(last.words());
            found.arguments().forEach(a -> words.add(ShellWord.of(a)));
            steps.add(
                    new ShellScript.Step(
                            last.assignments(),
                            words,
                            last.redirections(),
                            last.operator(),
                            last.line()));
        }
        return new ScriptReading(
                        this, "the script \"" + found.name() + "\" of package.json", List.of())
                .read(new ShellScript(steps, script.compound()));
    }

    private static boolean isCommandFlag(String word) {
        return word.matches("-[eulx]*c|-[a-z]*c");
    }

    /// Node's image starts every word that is no command with node.
    private static List<String> nodeEntrypoint(List<String> argv) {
        if (argv.isEmpty()) {
            return argv;
        }
        boolean command =
                argv.getFirst().matches("[\\w@./-]+")
                        && !argv.getFirst().startsWith("-")
                        && !argv.getFirst().matches(".*\\.[cm]?js");
        if (command) {
            return argv;
        }
        List<String> out = new ArrayList<>(List.of("node"));
        out.addAll(argv);
        return out;
    }

    private void explain(Wrappers.Unwrapped unwrapped, String name) {
        env.putAll(unwrapped.env());
        switch (unwrapped.kind()) {
            case INIT ->
                    reasons.add(
                            Reason.of(Lesson.INIT, name + " is left out.")
                                    .noticed(
                                            "The program is process 1. Start the container with --init (init: true in Compose) if it starts other processes or ignores SIGTERM."));
            case USER ->
                    reasons.add(
                            Reason.of(
                                    Lesson.NON_ROOT,
                                    name
                                            + " changed the user at start; the image is started as that kind of user at once."));
            case WAIT ->
                    warnings.add(
                            Warning.of(
                                    name
                                            + " is left out: let the orchestrator wait. In Compose, give the service waited for a healthcheck and depend on it with condition: service_healthy."));
            case RELOADER ->
                    warnings.add(
                            Warning.of(
                                    name
                                            + " watches files to restart while developing; the program is started directly."));
            case ENV, NICE, NODE_ENTRYPOINT -> {}
        }
    }

    /// The context path of the shell script that the vector starts; absent when it starts none.
    private Optional<String> script(List<String> argv) {
        String first = argv.getFirst();
        boolean byShell = SHELLS.contains(Paths.name(first)) && argv.size() >= 2;
        String path = byShell ? argv.get(1) : first;
        if (path.startsWith("-") || BUILD_WRAPPERS.contains(Paths.name(path))) {
            return Optional.empty();
        }
        Optional<String> found = files.find(path);
        if (byShell) {
            if (found.isEmpty()) {
                throw noScript(path);
            }
            return found;
        }
        if (found.filter(f -> path.endsWith(".sh") || files.isShellScript(f)).isPresent()) {
            return found;
        }
        if (path.endsWith(".sh") && Wrappers.unwrap(argv).isEmpty()) {
            throw noScript(path);
        }
        return Optional.empty();
    }

    private RefusedException noScript(String path) {
        return refuse(
                "The container starts the shell script "
                        + path
                        + ", which is not among the files of the build context.",
                "Give the folder with the script as the build context, or start the program itself in CMD.");
    }

    private List<String> runScript(String path, String written, List<String> arguments) {
        String text = context.text(path).orElse("");
        scripts.add(Paths.resolve(settings.workdir().value(), written));
        ScriptReading reading = new ScriptReading(this, path, arguments);
        List<String> argv = reading.read(ShellScript.parse(text));
        shellForm = true;
        reasons.add(
                Reason.of(
                        Lesson.START_SCRIPT,
                        "What " + path + " did is written out; the script stays behind."));
        return argv;
    }

    private List<String> sequence(ShellScript script, List<String> arguments) {
        List<String> positional =
                arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        return new ScriptReading(this, "the start command", positional).read(script);
    }

    void addEnv(String name, String value) {
        env.put(name, value);
    }

    /// Options for Java's own variable, after those that it has.
    void addJavaOptions(String options) {
        if (!options.isBlank()) {
            String had = values().getOrDefault("JAVA_TOOL_OPTIONS", "");
            addEnv("JAVA_TOOL_OPTIONS", (had + " " + options).strip());
        }
    }

    void addWarning(String text) {
        warnings.add(Warning.of(text));
    }

    void addReason(Reason reason) {
        reasons.add(reason);
    }

    void addBuildStep(String command) {
        buildSteps.add(command);
    }

    void changeFolder(String path) {
        workdir = inFolder(path);
    }

    /// A folder that it made.
    void addFolder(String path) {
        String folder = inFolder(path);
        if (!folder.matches("[\\w./@+,:%~ -]+")) {
            throw refuse(
                    "The start command makes the folder "
                            + folder
                            + ", whose name has characters that mean something else in a Dockerfile.",
                    "Give the folder a name of letters, digits, dots and dashes, or make it while building.");
        }
        folders.add(folder);
    }

    void activate(String folder) {
        virtualEnvironment = inFolder(folder);
    }

    private String inFolder(String path) {
        return Paths.resolve(workdir == null ? settings.workdir().value() : workdir, path);
    }

    List<Transferred> transfers() {
        return file.transfers(stage);
    }

    ProjectFiles context() {
        return context;
    }

    /// Known values: those of the container's environment, then those that the start command set.
    Map<String, String> values() {
        Map<String, String> values =
                new LinkedHashMap<>(RunEnvironment.of(Corrections.of(answers), file, stage));
        values.putAll(env);
        return values;
    }

    /// The words of a command with variables fixed; each is a question.
    List<String> words(List<ShellWord> words, List<String> arguments) {
        return new CommandWords(this, answers).of(words, arguments);
    }

    void addQuestion(Question question, String warning) {
        if (questions.stream().noneMatch(q -> q.key().equals(question.key()))) {
            questions.add(question);
            warnings.add(Warning.of(warning));
        }
    }

    RefusedException refuse(String reason, String advice) {
        return new RefusedException(
                new Refusal(
                        // The name of a file stays as it is written.
                        reason.matches("\\S*[./].*")
                                ? reason
                                : Character.toUpperCase(reason.charAt(0)) + reason.substring(1),
                        advice,
                        sources.isEmpty() ? Optional.empty() : Optional.of(sources.getLast())));
    }
}
