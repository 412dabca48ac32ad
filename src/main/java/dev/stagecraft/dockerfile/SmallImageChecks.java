package dev.stagecraft.dockerfile;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What makes images big, slow to build or unsafe. Sizes are asked of the stages only that end up
/// in the image.
final class SmallImageChecks {
    private static final Pattern SECRET_FILE =
            Pattern.compile(
                    "(?:.*/)?(?:\\.env(?:\\.(?!example|sample|template|dist)[^/]*)?|id_rsa|id_dsa|id_ecdsa"
                            + "|id_ed25519|\\.npmrc|\\.pypirc|\\.netrc|\\.git-credentials|\\.aws|\\.ssh"
                            + "|\\.kube|[^/]*\\.(?:pem|p12|pfx|jks|keystore))/?");
    private static final Pattern ARCHIVE =
            Pattern.compile(
                    ".*\\.(?:tar|tgz|tbz2?|txz|tar\\.(?:gz|bz2|xz|zst))", Pattern.CASE_INSENSITIVE);
    private static final Pattern TOOLCHAIN =
            Pattern.compile(
                    "(?:docker\\.io/)?(?:library/)?(?:golang|rust|gcc|maven|gradle|buildpack-deps)(?:[:@].*)?"
                            + "|.*(?:temurin|openjdk|corretto|zulu|liberica)[^:]*:.*jdk.*"
                            + "|mcr\\.microsoft\\.com/dotnet/sdk.*");

    private final Stages stages;
    private final List<StageEvaluation> evaluations;
    private final List<Checks.Candidate> found;
    private final Set<Integer> shipped = new HashSet<>();

    SmallImageChecks(
            Stages stages, List<StageEvaluation> evaluations, List<Checks.Candidate> found) {
        this.stages = stages;
        this.evaluations = evaluations;
        this.found = found;
    }

    void run() {
        Optional<Stage> target = stages.target();
        target.ifPresent(this::ship);
        for (Stage stage : stages.all()) {
            base(stage);
            boolean manifestCopied = false;
            Optional<Instruction> allCopied = Optional.empty();
            for (Instruction instruction : stage.instructions()) {
                if (instruction instanceof Instruction.Transfer transfer) {
                    transfer(transfer);
                    if (copiesContext(transfer)) {
                        allCopied = allCopied.or(() -> Optional.of(transfer));
                    }
                } else if (instruction instanceof Instruction.Run run) {
                    RunScript script = RunScript.of(run);
                    run(stage, run, script);
                    if (allCopied.isPresent() && !manifestCopied && script.installsDependencies()) {
                        add(
                                Rule.COPY_BEFORE_INSTALL,
                                allCopied.get(),
                                allCopied.get().range(),
                                "everything is copied before dependencies are installed in line "
                                        + run.range().startLine());
                        manifestCopied = true;
                    }
                    manifestCopied |= allCopied.isEmpty() && script.installsDependencies();
                }
            }
        }
        target.ifPresent(this::user);
    }

    /// The stages whose layers are in the image: the target and what it stands on.
    private void ship(Stage target) {
        Stage stage = target;
        while (shipped.add(stage.index())
                && stage.base() instanceof StageSource.OfStage(int index)) {
            stage = stages.all().get(index);
        }
    }

    private void add(Rule rule, Instruction where, SourceRange range, String message) {
        Checks.Candidate.add(found, rule, where, range, message);
    }

    private void base(Stage stage) {
        if (!(stage.base() instanceof StageSource.OfImage(String reference))) {
            return;
        }
        SourceRange range = stage.from().image().range();
        if (ImageName.isFloating(reference)) {
            add(Rule.UNPINNED_BASE, stage.from(), range, reference + " is a moving target");
        }
        if (shipped.contains(stage.index())
                && TOOLCHAIN.matcher(reference.toLowerCase(Locale.ROOT)).matches()) {
            add(
                    Rule.BUILD_TOOLS_SHIPPED,
                    stage.from(),
                    range,
                    reference + " is for building, and is what the image stands on");
        }
    }

    private void user(Stage target) {
        StageEvaluation evaluation = evaluations.get(target.index());
        String user = evaluation.settings().user();
        String name = user.indexOf(':') < 0 ? user : user.substring(0, user.indexOf(':'));
        if (!evaluation.baseKnown() && name.isEmpty()) {
            return;
        }
        if (name.isEmpty() || name.equals("root") || name.matches("0+")) {
            Optional<Instruction.User> by = evaluation.effective(Instruction.User.class);
            Instruction where = by.isPresent() ? by.get() : target.from();
            add(Rule.RUNS_AS_ROOT, where, where.range(), "the image runs as root");
        }
    }

    private void transfer(Instruction.Transfer transfer) {
        boolean fromElsewhere =
                transfer instanceof Instruction.Copy copy && copy.from().isPresent();
        for (Word source : transfer.sources()) {
            if (!fromElsewhere && SECRET_FILE.matcher(source.text()).matches()) {
                add(
                        Rule.SECRET_FILE_COPIED,
                        transfer,
                        source.range(),
                        source + " usually holds secrets");
            }
        }
        if (transfer instanceof Instruction.Add add
                && add.source().flags().isEmpty()
                && add.heredocs().isEmpty()
                && add.sources().stream().noneMatch(SmallImageChecks::isForAdd)) {
            add(
                    Rule.ADD_INSTEAD_OF_COPY,
                    add,
                    add.source().keyword().range(),
                    "ADD of plain files");
        }
    }

    private static boolean isForAdd(Word source) {
        String text = source.text();
        return text.contains("://")
                || text.startsWith("git@")
                || text.indexOf('$') >= 0
                || text.indexOf('*') >= 0
                || ARCHIVE.matcher(text).matches();
    }

    private static boolean copiesContext(Instruction.Transfer transfer) {
        boolean fromElsewhere =
                transfer instanceof Instruction.Copy copy && copy.from().isPresent();
        return !fromElsewhere
                && transfer.sources().stream()
                        .anyMatch(s -> Set.of(".", "/").contains(PosixPath.clean(s.text())));
    }

    private void run(Stage stage, Instruction.Run run, RunScript script) {
        if (script.updatesAptAlone()) {
            add(
                    Rule.APT_UPDATE_ALONE,
                    run,
                    run.range(),
                    "apt-get update without an installation in the same RUN");
        }
        if (!shipped.contains(stage.index())) {
            return;
        }
        for (String cache : script.cachesLeft(evaluations.get(stage.index()).variablesAt(run))) {
            add(Rule.PACKAGE_CACHE_LEFT, run, run.range(), cache + " stays in the image");
        }
        if (script.installsRecommended()) {
            add(
                    Rule.RECOMMENDED_PACKAGES,
                    run,
                    run.range(),
                    "recommended packages are installed too");
        }
        if (script.onlyDeletes()) {
            add(Rule.DELETED_LATER, run, run.range(), "files of earlier layers are only hidden");
        }
        if (script.onlyChangesOwner()) {
            add(
                    Rule.OWNER_CHANGED_LATER,
                    run,
                    run.range(),
                    "every file that it changes is stored again");
        }
    }
}
