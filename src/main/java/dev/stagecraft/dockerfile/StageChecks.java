package dev.stagecraft.dockerfile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What comes up while the stages are worked out.
final class StageChecks implements EvaluationListener {
    private static final Pattern SECRET =
            Pattern.compile(
                    "(?i)(?:_|^)(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_|$)");
    private static final Pattern NO_SECRET =
            Pattern.compile("(?i)(?:_|^)(?:public|file|version)(?:_|$)");
    private static final Set<String> EVERYTHING = Set.of("*", "**", "**/*");

    private final List<Checks.Candidate> found;
    private final Optional<DockerIgnore> ignore;

    StageChecks(List<Checks.Candidate> found, Optional<DockerIgnore> ignore) {
        this.found = found;
        this.ignore = ignore;
    }

    /// Names in ARG and ENV that speak of secrets.
    void secrets(Stages stages) {
        for (Stage stage : stages.all()) {
            for (Instruction instruction : stage.instructions()) {
                if (instruction instanceof Instruction.Env env) {
                    env.pairs().forEach(p -> secret(env, p.key()));
                } else if (instruction instanceof Instruction.Arg arg) {
                    arg.definitions().forEach(d -> secret(arg, d.name()));
                }
            }
        }
    }

    private void secret(Instruction in, Word name) {
        if (SECRET.matcher(name.text()).find() && !NO_SECRET.matcher(name.text()).find()) {
            add(
                    Rule.SECRETS_USED_IN_ARG_OR_ENV,
                    in,
                    name.range(),
                    in.keyword() + " " + name + " looks like a secret");
        }
    }

    private void add(Rule rule, Instruction where, SourceRange range, String message) {
        Checks.Candidate.add(found, rule, where, range, message);
    }

    @Override
    public void undefined(Instruction in, String name, Collection<String> known) {
        add(
                Rule.UNDEFINED_VAR,
                in,
                in.range(),
                "the variable $"
                        + name
                        + " is not set"
                        + Nearest.of(name, new ArrayList<>(known))
                                .map(n -> "; is $" + n + " meant?")
                                .orElse(""));
    }

    @Override
    public void shellForm(Instruction in, boolean shellIsSet) {
        if (!shellIsSet) {
            add(
                    Rule.JSON_ARGS_RECOMMENDED,
                    in,
                    in.range(),
                    in.keyword() + " is run by a shell, which keeps signals from the program");
        }
    }

    @Override
    public void firstWorkdir(Instruction.Workdir in, String path) {
        if (!path.startsWith("/")) {
            add(
                    Rule.WORKDIR_RELATIVE_PATH,
                    in,
                    in.path().range(),
                    path + " is relative to whatever the base image has");
        }
    }

    @Override
    public void port(Instruction.Expose in, Word written, String port) {
        try {
            Port parsed = Port.parse(port);
            if (!parsed.protocol().equals(parsed.protocol().toLowerCase(Locale.ROOT))) {
                add(
                        Rule.EXPOSE_PROTO_CASING,
                        in,
                        written.range(),
                        "the protocol of " + port + " is not in lower case");
            }
            if (parsed.host()) {
                add(
                        Rule.EXPOSE_INVALID_FORMAT,
                        in,
                        written.range(),
                        port + " names an address or a port of the host");
            }
        } catch (IllegalArgumentException e) {
            // No port at all: a build stops there, which is not for a check to say.
            return;
        }
    }

    @Override
    public void transferSource(Instruction.Transfer in, Word written, String path) {
        boolean elsewhere =
                in instanceof Instruction.Copy copy
                        && copy.from().filter(f -> !f.isEmpty()).isPresent();
        if (ignore.isEmpty() || ignore.get().hasExceptions() || elsewhere || path.contains("://")) {
            return;
        }
        String clean = PosixPath.clean(path);
        boolean left;
        if (clean.equals(".") || clean.equals("/")) {
            left = ignore.get().patterns().stream().anyMatch(p -> EVERYTHING.contains(p.text()));
        } else {
            left = ignore.get().ignores(clean);
        }
        if (left) {
            add(
                    Rule.COPY_IGNORED_FILE,
                    in,
                    written.range(),
                    clean + " is left out of the build context by the ignore file");
        }
    }
}
